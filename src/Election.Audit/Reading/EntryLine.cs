namespace Election.Audit.Reading;

/// <summary>Writes and reads a statement's line: docs/transcript.md, "Lines".</summary>
internal static class EntryLine
{
    /// <summary>Returns the line in its only valid form.</summary>
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

    /// <summary>
    /// Returns the entry as a damaged line shows it, with the line's fields in place of those that follow from its bytes.
    /// </summary>
    internal static AuditEntry Claimed(Fields fields, AuditEntry follows) => follows with
    {
        Kind = fields.Text("kind") ?? follows.Kind,
        By = fields.Text("by") ?? follows.By,
        Choice = fields.Text("choice") ?? follows.Choice,
        Outcome = fields.Text("outcome") ?? follows.Outcome,
    };
}
