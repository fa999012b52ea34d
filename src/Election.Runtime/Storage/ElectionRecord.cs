using System.Buffers.Binary;
using Election.Groups.Model;
using Election.Groups.Wire;

namespace Election.Runtime.Storage;

/// <summary>The record of an election that another node holds, found and audited.</summary>
/// <param name="Election">The election.</param>
/// <param name="Record">Its record.</param>
public sealed record FoundRecord(ElectionTag Election, ElectionRecord Record);

/// <summary>
/// The record of a certified election: its certificate and its transcript, byte for byte as their files. One node gives it to
/// another, which audits it before it keeps it.
/// </summary>
/// <param name="Certificate">The bytes of the certificate.</param>
/// <param name="Transcript">The bytes of the transcript.</param>
public sealed record ElectionRecord(ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte> Transcript)
{
    /// <summary>Reads the record in an election's folder; null if the election was not certified there, or a file cannot be read.</summary>
    /// <param name="folder">The folder of the election.</param>
    /// <param name="id">The node whose folder it is.</param>
    public static ElectionRecord? In(string folder, MemberId id)
    {
        try
        {
            return new ElectionRecord(File.ReadAllBytes(Path.Combine(folder, DataFolder.CertificateName)),
                File.ReadAllBytes(Path.Combine(folder, TranscriptFile.NameOf(id))));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Others are not answered: they ask elsewhere.
            return null;
        }
    }

    /// <summary>Reads the layout of <see cref="RecordPiece"/>; null for anything else.</summary>
    public static ElectionRecord? Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
            return null;
        uint certificate = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);
        ReadOnlyMemory<byte> rest = bytes[sizeof(uint)..];
        return certificate <= rest.Length ? new ElectionRecord(rest[..(int)certificate], rest[(int)certificate..]) : null;
    }

    /// <summary>Returns the layout of <see cref="RecordPiece"/>.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[sizeof(uint) + Certificate.Length + Transcript.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Certificate.Length);
        Certificate.CopyTo(bytes.AsMemory(sizeof(uint)));
        Transcript.CopyTo(bytes.AsMemory(sizeof(uint) + Certificate.Length));
        return bytes;
    }
}
