namespace Election.Audit.Reading;

/// <summary>Writes the header line: docs/transcript.md, "Lines".</summary>
internal static class HeaderLine
{
    internal static byte[] Write(StartContents start, string algorithm, List<byte[]> readies)
    {
        ManifestContents manifest = start.Manifest;
        return new LineText()
            .Text("t", "header")
            .Text("schema", "election-transcript/1")
            .Text("electionId", Hex.Of(start.ElectionId))
            .Text("algorithm", algorithm)
            .Text("title", manifest.Title)
            .Text("order", manifest.Order)
            .Text("rule", manifest.Rule)
            .Text("reVote", manifest.IsFinal ? "final" : "changeable")
            .Number("quorum", (ulong?)manifest.Quorum)
            .Text("chair", manifest.Chair)
            .Texts("choices", manifest.Choices)
            .Objects("roll", manifest.Roll, static (line, voter, _) => line
                .Text("name", voter.Name).Text("key", Hex.Of(voter.Key)).Number("weight", (ulong)voter.Weight))
            .Text("nonce", Hex.Of(manifest.Nonce))
            .Objects("members", start.Members, (line, member, i) => line
                .Text("id", member.Id).Text("key", Hex.Of(member.Key)).Text("ready", Hex.Of(readies[i])))
            .Text("start", Hex.Of(start.Bytes))
            .Finish();
    }
}
