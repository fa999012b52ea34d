using System.Collections.Immutable;
using System.Globalization;
using Election.Node.Labs.Expectations;
using Election.Node.Labs.Files;
using Election.Node.Labs.Runs;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Labs;

/// <summary>The settings of <c>election lab run</c>.</summary>
/// <param name="Lab">The lab to run.</param>
/// <param name="Mode">The mode in which to hold its elections.</param>
/// <param name="Seed">The seed; null for the lab's own.</param>
/// <param name="SeedFor">The student whose seed to draw; null for none.</param>
/// <param name="Out">The folder for the run folders; null for the usual one.</param>
/// <param name="IsJson">True to print one JSON document.</param>
internal sealed record LabRunSettings(Lab Lab, LabMode Mode, ulong? Seed, string? SeedFor, string? Out, bool IsJson);

/// <summary><c>election lab run</c>: runs a lab, and says whether its phenomenon was seen and explained.</summary>
internal static class LabRun
{
    /// <summary>Runs the lab and prints the report.</summary>
    /// <returns>The exit code: 0 if the phenomenon was seen, 2 if not with this seed, 1 if the program broke a promise.</returns>
    /// <exception cref="StartRefusedException">The lab asks for something impossible, or a folder cannot be used.</exception>
    public static async Task<int> RunAsync(LabRunSettings settings, LabText text, TextTerminal terminal, Interruption interruption)
    {
        Lab lab = settings.Lab;
        if (SeedOf(settings, text, terminal, interruption.Token) is not { } seed)
            return ExitCode.Inconclusive;
        var runner = new LabRunner(lab, seed);
        var report = new LabReport(text, settings.IsJson ? TextWriter.Null : terminal.Out);
        report.Begin(lab, settings.Mode, seed);
        var evidence = ImmutableArray.CreateBuilder<LabEvidence>();
        foreach (LabRunSpec spec in lab.Document.Runs)
        {
            string folder = Path.Combine(settings.Out ?? Path.Combine("runs", $"lab-{lab.Number}"), spec.Name);
            LabEvidence run = settings.Mode == LabMode.Sim
                ? runner.Simulate(spec, folder, interruption.Token)
                : await runner.LiveAsync(spec, folder, terminal, interruption).ConfigureAwait(false);
            evidence.Add(run);
            report.Run(run, spec);
            if (run is ElectionEvidence)
                await terminal.Error.WriteLineAsync(text.Say("left", folder)).ConfigureAwait(false);
        }
        LabVerdict verdict = LabVerdict.Of(lab, evidence.ToImmutable(), settings.IsJson ? LabText.In(Language.English) : text);
        report.End(verdict, seed);
        if (settings.IsJson)
            terminal.Out.WriteLine(LabRunDocument.Of(settings, seed, evidence, verdict).ToLine());
        return !verdict.Broken.IsEmpty ? ExitCode.Violated : verdict.IsPassed ? ExitCode.Success : ExitCode.Inconclusive;
    }

    private static ulong? SeedOf(LabRunSettings settings, LabText text, TextTerminal terminal, CancellationToken cancellation)
    {
        if (settings.SeedFor is not { } student)
            return settings.Seed ?? settings.Lab.Document.Seed;
        ulong? drawn = LabSeed.For(student, settings.Lab, text, cancellation);
        terminal.Error.WriteLine(drawn is { } seed
            ? text.Say("seed-for", student, seed.ToString(CultureInfo.InvariantCulture))
            : text.Say("no-seed-for", student, LabSeed.MostDraws));
        return drawn;
    }
}
