namespace Election.Audit.Reading;

/// <summary>docs/transcript.md, "Lines", a statement's line.</summary>
internal static class EntryLine
{
    /// <summary>The line as it must be.</summary>
    internal static byte[] Write(AuditEntry entry, byte[] statement, string chain) => new LineText()
        .Text("t", "entry")
        .Number("index", entry.Index)
        .Text("kind", entry.Kind)
        .Text("by", entry.By)
        .Number("seq", entry.Sequence)
        .Text("choice", entry.Choice)
        .Text("outcome", entry.Outcome)
        .Text("statement", Hex.Of(statement))
        .Text("chain", chain)
        .Finish();

    /// <summary>What a damaged line shows, where it is not what follows from its bytes.</summary>
    internal static AuditEntry Claimed(Fields fields, AuditEntry follows) => follows with
    {
        Kind = fields.Text("kind") ?? follows.Kind,
        By = fields.Text("by") ?? follows.By,
        Choice = fields.Text("choice") ?? follows.Choice,
        Outcome = fields.Text("outcome") ?? follows.Outcome,
    };
}
