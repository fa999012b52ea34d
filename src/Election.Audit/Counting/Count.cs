using System.Security.Cryptography;
using Election.Audit.Reading;

namespace Election.Audit.Counting;

/// <summary>Applies statements in order and keeps the tally and the chain: docs/transcript.md, "Counting" and "Chain".</summary>
internal sealed class Count
{
    private readonly StartContents _start;
    private readonly int _algorithm;
    private readonly SignatureCheck _signatures;
    private readonly IReadOnlyList<AuditVoter> _voters;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string>[] _accepted;
    private readonly int[] _choices;
    private readonly long[] _soFar;
    private int _first = -1;
    private ulong _index;
    private byte[] _chain;

    internal Count(StartContents start, int algorithm, SignatureCheck signatures)
    {
        _start = start;
        _algorithm = algorithm;
        _signatures = signatures;
        _voters = start.Electorate();
        _accepted = new List<string>[_voters.Count];
        _choices = new int[_voters.Count];
        _soFar = new long[start.Manifest.Choices.Count];
        for (int i = 0; i < _voters.Count; i++)
        {
            _places.Add(Hex.Of(SHA256.HashData(_voters[i].Key)), i);
            _accepted[i] = [];
        }
        _chain = Tagged.Hash("election-chain/1", start.ElectionId);
        IsOpen = !start.Manifest.IsAtomic;
    }

    internal bool IsOpen { get; private set; }

    /// <summary>True once a CLOSE has taken effect; in the weaker orders it is the chair's.</summary>
    internal bool IsClosed { get; private set; }

    internal string Chain => Hex.Of(_chain);

    /// <summary>The number of statements so far, apart from the OPEN and the CLOSE that took effect.</summary>
    internal int Delivered { get; private set; }

    /// <summary>Returns the name that stands in a statement's line, or null.</summary>
    internal string? NameOf(StatementContents statement)
    {
        if (!statement.IsVoters)
            return _start.MemberOf(statement.Signer)?.Id;
        return _places.TryGetValue(statement.Signer, out int place) ? _voters[place].Name : null;
    }

    /// <summary>Applies the next statement; returns "accepted" or the code of the refusal.</summary>
    internal string Apply(byte[] bytes, StatementContents? statement)
    {
        _index++;
        _chain = Tagged.Hash("election-link/1", _chain, ByteReader.U64(_index), ByteReader.U32((uint)bytes.Length), bytes);
        string? refusal = statement is null ? "malformed" : RefusalOf(statement);
        if (statement is null || statement.IsVoters)
            Delivered++;
        if (refusal is not null)
            return refusal;
        if (statement!.IsVoters)
        {
            int place = _places[statement.Signer];
            _accepted[place].Add(statement.Identity);
            _choices[place] = statement.Choice;
            Race(place, statement.Choice);
        }
        else
        {
            IsOpen = statement.Kind == StatementContents.Open;
            IsClosed = statement.Kind == StatementContents.Close;
        }
        return "accepted";
    }

    // Only where votes are final, so that nothing added here is ever taken back.
    private void Race(int place, int choice)
    {
        if (_start.Manifest.FirstTo is not { } enough || choice < 0 || _first >= 0)
            return;
        _soFar[choice] += _voters[place].Weight;
        if (_soFar[choice] >= enough)
            _first = choice;
    }

    /// <summary>Returns the RESULT that follows from the statements applied. In the atomic order, call it only once closed.</summary>
    internal ResultContents Result()
    {
        var counts = new long[_start.Manifest.Choices.Count];
        long abstentions = 0;
        ulong acceptedCount = 0;
        var identities = new List<string>();
        for (int i = 0; i < _voters.Count; i++)
        {
            acceptedCount += (ulong)_accepted[i].Count;
            identities.AddRange(_accepted[i]);
            if (_accepted[i].Count == 0)
                continue;
            if (_choices[i] < 0)
                abstentions += _voters[i].Weight;
            else
                counts[_choices[i]] += _voters[i].Weight;
        }
        bool isAtomic = _start.Manifest.IsAtomic;
        ulong closeIndex = isAtomic ? _index : acceptedCount;
        byte[] head = isAtomic ? _chain : HeadOfSet(identities);
        string decision = ResultContents.Decide(_start.Manifest, counts, abstentions, _first);
        return new ResultContents(_start.ElectionId, closeIndex, head, counts, abstentions, decision);
    }

    // Hexadecimal text sorts in the same order as its bytes.
    private byte[] HeadOfSet(List<string> identities)
    {
        identities.Sort(StringComparer.Ordinal);
        return Tagged.Hash("election-set/1", _start.ElectionId, Convert.FromHexString(string.Concat(identities)));
    }

    private string? RefusalOf(StatementContents statement)
    {
        int place = _places.GetValueOrDefault(statement.Signer, -1);
        AuditMember? member = _start.MemberOf(statement.Signer);
        if (statement.IsVoters ? place < 0 : member is null)
            return "not-on-roll";
        byte[] key = statement.IsVoters ? _voters[place].Key : member!.Key;
        if (statement.Algorithm != _algorithm || !_signatures.Holds(_algorithm, key, statement.SignedBytes, statement.Signature))
            return "bad-signature";
        if (statement.ElectionId != Hex.Of(_start.ElectionId))
            return "wrong-election";
        if (IsClosed)
            return "late";
        if (!statement.IsVoters)
            return BoundaryRefusal(statement.Kind, member!);
        if (!IsOpen || statement.Contest != 0 || statement.Choice >= _start.Manifest.Choices.Count)
            return "malformed";
        return SequenceRefusal(statement, _accepted[place]);
    }

    private string? BoundaryRefusal(int kind, AuditMember member)
    {
        if (!_start.Manifest.IsAtomic)
            return kind == StatementContents.Close && member.Id == _start.Manifest.Chair ? null : "malformed";
        if (kind == StatementContents.Result || (kind == StatementContents.Close && !IsOpen))
            return "malformed";
        return kind == StatementContents.Open && IsOpen ? "stale-seq" : null;
    }

    private string? SequenceRefusal(StatementContents statement, List<string> accepted)
    {
        if (_start.Manifest is { IsAtomic: false, IsLastVoteWins: true })
            return accepted.Contains(statement.Identity) ? "stale-seq" : null;
        ulong last = (ulong)accepted.Count;
        if (statement.Sequence <= last)
            return accepted[(int)statement.Sequence - 1] == statement.Identity ? "stale-seq" : "equivocation";
        if (statement.Sequence > last + 1)
            return "stale-seq";
        if (last > 0 && statement.Previous != accepted[^1])
            return "equivocation";
        return last > 0 && _start.Manifest.IsFinal ? "stale-seq" : null;
    }
}
