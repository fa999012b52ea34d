namespace Election.Groups.Announce;

/// <summary>What a received announcement turned out to be.</summary>
public enum AnnouncementKind
{
    /// <summary>A packet whose description can be read; a description of an election.</summary>
    Session,

    /// <summary>A session that is no election: another program's.</summary>
    Foreign,

    /// <summary>Well formed, but encrypted, compressed, or described in another language than SDP.</summary>
    Unsupported,

    /// <summary>Bytes that are no announcement.</summary>
    Malformed,
}
