using System.Security.Cryptography;
using Election.Audit.Counting;
using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>Audits certificates with code independent of the nodes that write them: docs/transcript.md, "Certificate".</summary>
public static class CertificateAudit
{
    /// <summary>Checks one certificate. Never throws, whatever the bytes are.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="simulated">If null, simulated certificates (algorithm 255) are refused; otherwise it checks their signatures.</param>
    public static CertificateReport Check(ReadOnlySpan<byte> file, SimulatedSignature? simulated = null)
    {
        using var signatures = new SignatureCheck(simulated);
        using Fields? fields = Fields.Read(file);
        if (fields is null || fields.Text("schema") != "election-certificate/1")
            return Refused($"the file is not an election-certificate/1");
        int algorithm = fields.Text("algorithm") switch
        {
            "ecdsa-p256-sha256" => StatementContents.RealAlgorithm,
            "simulation-stand-in" => StatementContents.SimulatedAlgorithm,
            _ => 0,
        };
        if (algorithm == 0)
            return Refused($"the algorithm is unknown");
        if (algorithm == StatementContents.SimulatedAlgorithm && simulated is null)
            return Refused($"the certificate is simulated: its signatures prove nothing");
        if (fields.Bytes("start") is not { } startBytes)
            return Refused($"START is missing");
        if (StartContents.Read(startBytes, out FormattableString problem) is not { } start)
            return Refused(problem);
        if (fields.Bytes("body") is not { } body || ResultContents.Read(body) is not { } result)
            return Refused($"the body is missing or cannot be read");
        return BodyProblem(start, result) is { } clause ? Refused(clause)
            : Signed(file, fields, start, body, result, algorithm, signatures);
    }

    private static FormattableString? BodyProblem(StartContents start, ResultContents result) =>
        !result.ElectionId.AsSpan().SequenceEqual(start.ElectionId) ? $"the body belongs to another election"
        : result.Counts.Length != start.Manifest.Choices.Count ? $"the body does not have one count for each choice"
        : !result.IsPossible(start.Manifest) ? $"the decision does not follow from the tally"
        : (FormattableString?)null;

    private static CertificateReport Signed(ReadOnlySpan<byte> file, Fields fields, StartContents start, byte[] body, ResultContents result,
        int algorithm, SignatureCheck signatures)
    {
        if (fields.TextsIn("signatures", "member") is not { } names || fields.TextsIn("signatures", "signature") is not { } texts)
            return Refused($"the signatures are missing");
        int last = -1;
        for (int i = 0; i < names.Count; i++)
        {
            int rank = RankOf(start, names[i]);
            if (rank <= last)
                return Refused($"the signatures are not by different members in the order of START");
            last = rank;
            AuditMember member = start.Members[rank];
            byte[] message = StatementContents.ResultSignedBytes(algorithm, start.ElectionId, member, body);
            if (Hex.Read(texts[i]) is not { } signature || !signatures.Holds(algorithm, member.Key, message, signature))
                return Refused($"the signature of {member.Id} does not hold");
        }
        if (names.Count < start.Majority)
            return Refused($"{names.Count} of {start.Members.Count} members signed, and {start.Majority} must");
        if (!file.SequenceEqual(Write(fields, start, body, result, names, texts)))
            return Refused($"the document is not the one that follows from its own bytes");
        return new CertificateReport
        {
            IsSimulated = algorithm == StatementContents.SimulatedAlgorithm,
            ElectionId = Hex.Of(start.ElectionId),
            CertificateId = Hex.Of(SHA256.HashData(body)),
            Decision = result.Decision,
            MemberCount = start.Members.Count,
            Signers = [.. names],
        };
    }

    private static byte[] Write(Fields fields, StartContents start, byte[] body, ResultContents result, List<string> names,
        List<string> texts) =>
        ResultFields.Write(
            new LineText()
                .Text("schema", "election-certificate/1")
                .Text("id", Hex.Of(SHA256.HashData(body)))
                .Text("electionId", Hex.Of(start.ElectionId))
                .Text("title", start.Manifest.Title)
                .Texts("choices", start.Manifest.Choices),
            result)
        .Text("algorithm", fields.Text("algorithm"))
        .Objects("signatures", names, (line, name, i) => line.Text("member", name).Text("signature", Hex.Of(Hex.Read(texts[i]))))
        .Text("body", Hex.Of(body))
        .Text("start", Hex.Of(start.Bytes))
        .Finish();

    private static int RankOf(StartContents start, string id)
    {
        for (int i = 0; i < start.Members.Count; i++)
        {
            if (start.Members[i].Id == id)
                return i;
        }
        return -1;
    }

    private static CertificateReport Refused(FormattableString problem) => new() { Problem = problem };
}
