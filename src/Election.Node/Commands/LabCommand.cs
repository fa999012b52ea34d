using System.Collections.Immutable;
using System.CommandLine;
using Election.Node.Labs.Files;
using Election.Node.Labs;
using Election.Node.Runs.Options;
using Election.Node.Talk;
using Election.Runtime;

namespace Election.Node.Commands;

/// <summary><c>election lab</c>: lists, shows and runs the labs of the course, and marks answers to them.</summary>
internal sealed class LabCommand
{
    private const string AnswersShape = """{"answers":{"1":"yes","2":"24"}}""";

    private readonly Argument<string> _lab = new DescribedArgument<string>("NN", $"the lab's number, as election lab list has it");
    private readonly Option<string?> _labs = TypedOption.One("--labs", "DIR",
        $"the folder of the labs (default: labs under the current directory, else the copy beside the program)", TypedOption.ReadText);
    private readonly Option<LabMode?> _mode = TypedOption.OneValue("--mode", "sim|live",
        $"in virtual time, or by processes on this machine over real multicast (default: sim)",
        Values.Word($"is not a mode", ("sim", LabMode.Sim), ("live", LabMode.Live)));
    private readonly Option<ulong?> _seed = TypedOption.OneValue("--seed", "N", $"the seed (default: the lab's own)", Values.ReadSeed);
    private readonly Option<string?> _seedFor = TypedOption.One("--seed-for", "ID",
        $"a seed drawn for this student, with traces of their own and the same verdict", TypedOption.ReadText);
    private readonly Option<string?> _out = TypedOption.One("--out", "DIR",
        $"where the run folders go (default: runs/lab-NN under the current directory)", TypedOption.ReadText);
    private readonly Option<bool> _json = TypedOption.Flag("--json", $"print one JSON document on one line");
    private readonly Option<bool> _csv = TypedOption.Flag("--csv", $"print comma-separated values");
    private readonly Option<bool> _ownSeeds = TypedOption.Flag("--own-seeds",
        $"hold every student to the seed of their own name, whatever the files say");

    private readonly Option<string?> _only = TypedOption.One("--only", "NN,NN,…",
        $"mark only these labs: the columns and the points are theirs", TypedOption.ReadText);
    private readonly Option<string?> _roster = TypedOption.One("--roster", "FILE",
        $"mark these students, one a line or the first column of a CSV file: each has a line, nobody else has one", TypedOption.ReadText);

    public static Command Build(TextTerminal terminal, Interruption interruption)
    {
        var lab = new LabCommand();
        return new DescribedCommand("lab", $"Run the labs of the course, and mark what students answer.")
        {
            lab.List(terminal), lab.Show(terminal), lab.Run(terminal, interruption), lab.Check(terminal, interruption),
            lab.Grade(terminal, interruption),
        };
    }

    private DescribedCommand List(TextTerminal terminal)
    {
        var command = new DescribedCommand("list", $"List the labs.") { _labs, _json };
        command.SetAction(parse => LabPages.List(FolderIn(parse).All(), parse.GetValue(_json), LabText.In(terminal.Language), terminal));
        return command;
    }

    private DescribedCommand Show(TextTerminal terminal)
    {
        var command = new DescribedCommand("show", $"Print a lab's page.") { _lab, _labs, _json };
        command.SetAction(parse =>
            LabPages.Show(FolderIn(parse).One(parse.GetValue(_lab)!), parse.GetValue(_json), LabText.In(terminal.Language), terminal));
        return command;
    }

    private DescribedCommand Run(TextTerminal terminal, Interruption interruption)
    {
        var command = new DescribedCommand("run", $"Run a lab: exit 0 if its phenomenon occurs and is explained, 2 if not with this seed.")
        {
            _lab, _mode, _seed, _seedFor, _out, _labs, _json,
        };
        command.SetAction((parse, _) =>
        {
            RefuseTwoSeeds(parse);
            Lab lab = FolderIn(parse).One(parse.GetValue(_lab)!);
            var settings = new LabRunSettings(lab, parse.GetValue(_mode) ?? LabMode.Sim, parse.GetValue(_seed), parse.GetValue(_seedFor),
                parse.GetValue(_out), parse.GetValue(_json));
            return LabRun.RunAsync(settings, LabText.In(terminal.Language), terminal, interruption);
        });
        return command;
    }

    private DescribedCommand Check(TextTerminal terminal, Interruption interruption)
    {
        var answers = new DescribedArgument<string>("ANSWERS.json", $"the answers: {AnswersShape}");
        var command = new DescribedCommand("check", $"Mark the answers to a lab: exit 0 if all are right, 1 if some are wrong.")
        {
            _lab, answers, _seed, _seedFor, _labs, _json,
        };
        command.SetAction(parse =>
        {
            RefuseTwoSeeds(parse);
            Lab lab = FolderIn(parse).One(parse.GetValue(_lab)!);
            return LabChecking.Run(lab, parse.GetValue(answers)!, parse.GetValue(_seed), parse.GetValue(_seedFor), parse.GetValue(_json),
                LabText.In(terminal.Language), terminal, interruption.Token);
        });
        return command;
    }

    private DescribedCommand Grade(TextTerminal terminal, Interruption interruption)
    {
        var folder = new DescribedArgument<string>("DIR",
            $"the class's answers: DIR/STUDENT/NN.json, or any *.json that names the student");
        var command = new DescribedCommand("grade", $"Mark a whole class: a line for each student, a column for each lab.")
        {
            folder, _csv, _only, _roster, _ownSeeds, _labs,
        };
        command.SetAction(parse =>
        {
            ImmutableArray<Lab> all = FolderIn(parse).All();
            var settings = new GradingSettings(all, GradingSettings.Listed(all, parse.GetValue(_only)),
                GradingSettings.ReadRoster(parse.GetValue(_roster)), parse.GetValue(_ownSeeds));
            return new LabGrading(settings, LabText.In(terminal.Language), terminal)
                .Run(parse.GetValue(folder)!, parse.GetValue(_csv), interruption.Token);
        });
        return command;
    }

    private void RefuseTwoSeeds(ParseResult parse)
    {
        if (parse.GetValue(_seed) is not null && parse.GetValue(_seedFor) is not null)
            throw new StartRefusedException($"--seed-for: --seed is given too: give one of them");
    }

    private LabFolder FolderIn(ParseResult parse) => LabFolder.Find(parse.GetValue(_labs));
}
