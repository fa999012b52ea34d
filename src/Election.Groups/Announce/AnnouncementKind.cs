namespace Election.Groups.Announce;

/// <summary>The kinds of received announcement.</summary>
public enum AnnouncementKind
{
    /// <summary>A packet with a readable description; for a description, that of an election.</summary>
    Session,

    /// <summary>A session of another program, not an election.</summary>
    Foreign,

    /// <summary>Well formed, but encrypted, compressed, or described in a language other than SDP.</summary>
    Unsupported,

    /// <summary>Bytes that are not an announcement.</summary>
    Malformed,
}
