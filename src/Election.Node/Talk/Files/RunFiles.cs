using Election.Runtime.Storage;

namespace Election.Node.Talk.Files;

/// <summary>File names within a run folder.</summary>
internal static class RunFiles
{
    /// <summary>The run document.</summary>
    public const string Document = "run.json";

    /// <summary>The certificate.</summary>
    public const string Certificate = DataFolder.CertificateName;

    /// <summary>A node's transcript.</summary>
    public static string TranscriptOf(string id) => id + ".transcript.jsonl";

    /// <summary>A node's trace.</summary>
    public static string TraceOf(string id) => id + ".trace.jsonl";
}
