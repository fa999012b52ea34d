using Election.Node.Runs.Settings;
using Election.Node.Talk.Files;
using Election.Runtime.Storage;

namespace Election.Node.Runs.Single;

/// <summary>The paths of one node's files: where its settings say so, otherwise in the folder of its election.</summary>
/// <param name="Transcript">The path of the transcript.</param>
/// <param name="Trace">The path of the trace.</param>
/// <param name="Certificate">The path of the certificate.</param>
internal sealed record NodeFiles(string Transcript, string Trace, string Certificate)
{
    /// <summary>Returns the paths.</summary>
    /// <param name="electionFolder">The folder of the election; before START, the one in which it begins.</param>
    /// <param name="settings">The node.</param>
    public static NodeFiles In(string electionFolder, NodeSettings settings) => new(
        settings.Transcript ?? Path.Combine(electionFolder, TranscriptFile.NameOf(settings.Id)),
        settings.Trace ?? Path.Combine(electionFolder, RunFiles.TraceOf(settings.Id.Text)),
        Path.Combine(electionFolder, DataFolder.CertificateName));
}
