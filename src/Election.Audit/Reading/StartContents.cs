using System.Security.Cryptography;

namespace Election.Audit.Reading;

/// <summary>A member on START's list.</summary>
internal sealed record AuditMember(string Id, byte[] Key)
{
    /// <summary>The fingerprint of the key, in hexadecimal.</summary>
    internal string Signer { get; } = Hex.Of(SHA256.HashData(Key));
}

/// <summary>The fields of START and the election id: docs/transcript.md, "START and the election id".</summary>
internal sealed record StartContents
{
    private const int MaxMembers = 128;
    private const int KeyBytes = 64;

    internal required byte[] Bytes { get; init; }
    internal required byte[] ElectionId { get; init; }
    internal required IReadOnlyList<AuditMember> Members { get; init; }
    internal required ManifestContents Manifest { get; init; }

    /// <summary>The smallest majority of the members: ⌊N/2⌋+1.</summary>
    internal int Majority => Members.Count / 2 + 1;

    /// <summary>Returns the roll, or the members with weight 1 each if the roll is open.</summary>
    internal IReadOnlyList<AuditVoter> Electorate()
    {
        if (Manifest.Roll.Count > 0)
            return Manifest.Roll;
        var voters = new List<AuditVoter>();
        foreach (AuditMember member in Members)
            voters.Add(new AuditVoter(member.Id, member.Key, 1));
        return voters;
    }

    /// <summary>Returns the bytes that the member's READY signs.</summary>
    internal byte[] ReadyMessage(AuditMember member) => Tagged.Join("election-ready/1", ElectionId, SHA256.HashData(member.Key));

    /// <summary>Returns the member whose key has this fingerprint, or null.</summary>
    internal AuditMember? MemberOf(string signer)
    {
        foreach (AuditMember member in Members)
        {
            if (member.Signer == signer)
                return member;
        }
        return null;
    }

    /// <summary>Returns null, and the fault in one clause, if the bytes are not a START.</summary>
    internal static StartContents? Read(byte[] bytes, out FormattableString problem)
    {
        problem = $"START is too long or ends early";
        var reader = new ByteReader(bytes);
        ulong count = reader.Number(2);
        var members = new List<AuditMember>();
        for (ulong i = 0; i < count && !reader.Failed; i++)
        {
            string id = reader.Text(1);
            members.Add(new AuditMember(id, reader.Take(KeyBytes).ToArray()));
        }
        ReadOnlySpan<byte> manifestBytes = reader.Counted(4);
        if (!reader.IsDone || (MembersProblem(members) is { } clause && (problem = clause) is not null))
            return null;
        if (ManifestContents.Read(manifestBytes, out problem) is not { } manifest)
            return null;
        if (manifest.Chair is not null && !members.Exists(member => member.Id == manifest.Chair))
        {
            problem = $"the chair is not a member";
            return null;
        }
        byte[] electionId = Tagged.Hash("election-id/1", bytes);
        return new StartContents { Bytes = bytes, ElectionId = electionId, Members = members, Manifest = manifest };
    }

    private static FormattableString? MembersProblem(List<AuditMember> members)
    {
        if (members.Count is 0 or > MaxMembers)
            return $"START lists {members.Count} members";
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < members.Count; i++)
        {
            if (!NameRules.IsNodeId(members[i].Id))
                return $"a member's id is not a valid node id";
            if (i > 0 && string.CompareOrdinal(members[i - 1].Id, members[i].Id) >= 0)
                return $"the members are not in rising order";
            if (!keys.Add(members[i].Signer))
                return $"the key of {members[i].Id} belongs to another member, too";
        }
        return null;
    }
}
