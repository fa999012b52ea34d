using System.Collections.Immutable;
using System.Security.Cryptography;
using Election.Audit.Counting;
using Election.Audit.Reading;

namespace Election.Audit;

/// <summary>Reads and checks a transcript line by line, as docs/transcript.md, "What a verifier checks", says.</summary>
internal sealed class TranscriptReading(SignatureCheck signatures, bool allowsSimulated)
{
    private readonly ImmutableArray<string>.Builder _chains = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<AuditEntry>.Builder _entries = ImmutableArray.CreateBuilder<AuditEntry>();
    private readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private AuditReport _report = new();
    private StartContents? _start;
    private Count? _count;
    private int _algorithm;

    /// <summary>True once the header, the statements and the RESULT have been read.</summary>
    internal bool IsFinished { get; private set; }

    /// <summary>The findings on the lines read so far.</summary>
    internal AuditReport Report => _report with
    {
        Chains = _chains.ToImmutable(),
        Entries = _entries.ToImmutable(),
        Delivered = _count?.Delivered ?? 0,
        Refusals = _refusals.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    /// <summary>Returns the report on a file that ends before its RESULT. Whether its node got any further cannot be known.</summary>
    /// <param name="line">The number of the line that is missing.</param>
    internal AuditReport Ended(int line)
    {
        if (_count is null)
            return Report with { Line = line, Problem = $"the header is missing" };
        return Report with { Line = line, Problem = EndProblem(_count), IsUnfinished = true };
    }

    /// <summary>Reads the next line, line feed included; returns the fault in one sentence, or null.</summary>
    internal FormattableString? Line(ReadOnlySpan<byte> line)
    {
        if (IsFinished)
            return $"there is something after the RESULT";
        if (line[^1] != '\n')
            return $"the line does not end with a line feed";
        using Fields? fields = Fields.Read(line);
        if (fields is null)
            return $"the line is not a JSON object";
        if (_start is null)
            return Header(fields, line);
        return fields.Text("t") switch
        {
            "entry" => Entry(fields, line),
            "result" => Result(fields, line),
            _ => $"the line is neither a statement nor a RESULT",
        };
    }

    private FormattableString? Header(Fields fields, ReadOnlySpan<byte> line)
    {
        if (fields.Text("t") != "header" || fields.Text("schema") != "election-transcript/1")
            return $"the line is not the header of an election-transcript/1";
        string? algorithm = fields.Text("algorithm");
        _algorithm = algorithm switch
        {
            "ecdsa-p256-sha256" => StatementContents.RealAlgorithm,
            "simulation-stand-in" => StatementContents.SimulatedAlgorithm,
            _ => 0,
        };
        if (_algorithm == 0)
            return $"the algorithm is unknown";
        if (_algorithm == StatementContents.SimulatedAlgorithm && !allowsSimulated)
            return $"the transcript is simulated: its signatures prove nothing";
        if (fields.Bytes("start") is not { } startBytes)
            return $"START is missing";
        if (StartContents.Read(startBytes, out FormattableString problem) is not { } start)
            return problem;
        List<byte[]>? readies = Readies(fields, start);
        if (readies is null)
            return $"the members' READY signatures are missing";
        for (int i = 0; i < readies.Count; i++)
        {
            AuditMember member = start.Members[i];
            if (!signatures.Holds(_algorithm, member.Key, start.ReadyMessage(member), readies[i]))
                return $"the READY signature of {member.Id} does not hold";
        }
        if (!line.SequenceEqual(HeaderLine.Write(start, algorithm!, readies)))
            return $"the header is not the line that follows from its own bytes";
        Begin(start);
        return null;
    }

    private static List<byte[]>? Readies(Fields fields, StartContents start)
    {
        if (fields.TextsIn("members", "ready") is not { } texts || texts.Count != start.Members.Count)
            return null;
        var readies = new List<byte[]>();
        foreach (string text in texts)
        {
            if (Hex.Read(text) is not { } signature)
                return null;
            readies.Add(signature);
        }
        return readies;
    }

    private void Begin(StartContents start)
    {
        _start = start;
        _count = new Count(start, _algorithm, signatures);
        ImmutableArray<string>.Builder members = ImmutableArray.CreateBuilder<string>();
        foreach (AuditMember member in start.Members)
            members.Add(member.Id);
        _report = new AuditReport
        {
            IsSimulated = _algorithm == StatementContents.SimulatedAlgorithm,
            ElectionId = Hex.Of(start.ElectionId),
            Title = start.Manifest.Title,
            Order = start.Manifest.Order,
            Rule = start.Manifest.Rule,
            Members = members.ToImmutable(),
            HasRoll = start.Manifest.Roll.Count > 0,
            Choices = [.. start.Manifest.Choices],
        };
    }

    private FormattableString? Entry(Fields fields, ReadOnlySpan<byte> line)
    {
        if (_count!.IsClosed)
            return $"there is a statement after the CLOSE";
        if (fields.Bytes("statement") is not { } bytes)
            return $"the statement's bytes are missing";
        StatementContents? statement = StatementContents.Read(bytes);
        string outcome = _count.Apply(bytes, statement);
        string chain = _count.Chain;
        bool hasChoice = statement is { Kind: StatementContents.Vote, Contest: 0 } && statement.Choice < _start!.Manifest.Choices.Count;
        var entry = new AuditEntry(
            (ulong)_chains.Count + 1,
            statement?.KindText ?? "unreadable",
            statement is null ? null : _count.NameOf(statement),
            statement?.Sequence,
            hasChoice ? _start!.Manifest.Choices[statement!.Choice] : null,
            outcome,
            statement?.Identity);
        if (!line.SequenceEqual(EntryLine.Write(entry, bytes, chain)))
        {
            _report = _report with { Claimed = EntryLine.Claimed(fields, entry) };
            return EntryProblem(fields, outcome, chain);
        }
        _entries.Add(entry);
        _chains.Add(chain);
        if (!entry.IsAccepted)
            _refusals[outcome] = _refusals.GetValueOrDefault(outcome) + 1;
        return null;
    }

    private FormattableString EndProblem(Count count)
    {
        if (count.IsClosed || !_start!.Manifest.IsAtomic)
            return $"unfinished: valid up to its end, before the signed RESULT; its node stalled or died, or the end was removed";
        return $"unfinished: valid up to its end, before the CLOSE and the signed RESULT; its node stalled or died, or the end was removed";
    }

    private static FormattableString EntryProblem(Fields fields, string outcome, string chain)
    {
        if (fields.Text("chain") != chain)
            return $"the hash chain breaks: this statement, or one before it, is not the one that was chained";
        if (fields.Text("outcome") is { } said && said != outcome)
            return $"the statement's outcome is {outcome}, and not what the line says";
        return $"the statement's line is not the line that follows from its own bytes";
    }

    private FormattableString? Result(Fields fields, ReadOnlySpan<byte> line)
    {
        if (_start!.Manifest.IsAtomic && !_count!.IsClosed)
            return $"there is a RESULT before the CLOSE";
        if (fields.Bytes("statement") is not { } bytes)
            return $"the RESULT's bytes are missing";
        if (StatementContents.Read(bytes) is not { Kind: StatementContents.Result } statement
            || statement.ElectionId != Hex.Of(_start.ElectionId))
        {
            return $"the last statement is not a RESULT of this election";
        }
        if (_start.MemberOf(statement.Signer) is not { } member)
            return $"the RESULT is signed by no member";
        if (statement.Algorithm != _algorithm || !signatures.Holds(_algorithm, member.Key, statement.SignedBytes, statement.Signature))
            return $"the signature of {member.Id} under the RESULT does not hold";
        ResultContents result = _count!.Result();
        if (!statement.Body.AsSpan().SequenceEqual(result.Encode()))
            return ResultProblem(ResultContents.Read(statement.Body), result);
        string certificateId = Hex.Of(SHA256.HashData(statement.Body));
        byte[] expected = ResultFields.Write(new LineText().Text("t", "result").Text("by", member.Id), result)
            .Text("certificate", certificateId)
            .Text("statement", Hex.Of(bytes))
            .Finish();
        if (!line.SequenceEqual(expected))
            return $"the RESULT's line is not the line that follows from its own bytes";
        Finish(member, result, certificateId);
        return null;
    }

    private static FormattableString ResultProblem(ResultContents? said, ResultContents counted)
    {
        if (said is null)
            return $"the RESULT's body cannot be read";
        if (said.CloseIndex != counted.CloseIndex)
            return $"the RESULT closes at {said.CloseIndex}, the statements at {counted.CloseIndex}";
        if (!said.Head.AsSpan().SequenceEqual(counted.Head))
            return $"the RESULT's head is not the head of the statements";
        if (!said.Counts.AsSpan().SequenceEqual(counted.Counts) || said.Abstentions != counted.Abstentions)
            return $"the RESULT's tally is not the statements'";
        return $"the RESULT's decision does not follow from the statements";
    }

    private void Finish(AuditMember member, ResultContents result, string certificateId)
    {
        IsFinished = true;
        _report = _report with
        {
            Signer = member.Id,
            CloseIndex = result.CloseIndex,
            Head = Hex.Of(result.Head),
            Counts = [.. result.Counts],
            Abstentions = result.Abstentions,
            Decision = result.Decision,
            CertificateId = certificateId,
        };
    }
}
