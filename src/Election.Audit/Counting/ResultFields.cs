using Election.Audit.Reading;

namespace Election.Audit.Counting;

/// <summary>The fields that the last line and the certificate share.</summary>
internal static class ResultFields
{
    internal static LineText Write(LineText line, ResultContents result) => line
        .Number("closeIndex", result.CloseIndex)
        .Text("head", Hex.Of(result.Head))
        .Numbers("counts", result.Counts)
        .Number("abstentions", (ulong)result.Abstentions)
        .Number("turnout", (ulong)result.Turnout)
        .Text("decision", result.Decision);
}
