using System.Security.Cryptography;
using System.Text;

namespace Election.Audit.Reading;

/// <summary>Joins, hashes and reads bytes that begin with a domain tag and a zero byte.</summary>
internal static class Tagged
{
    /// <summary>The tag, a zero byte, and the parts.</summary>
    internal static byte[] Join(string tag, params ReadOnlySpan<byte[]> parts)
    {
        int size = tag.Length + 1;
        foreach (byte[] part in parts)
            size += part.Length;
        var joined = new byte[size];
        int at = Encoding.ASCII.GetBytes(tag, joined) + 1;
        foreach (byte[] part in parts)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }
        return joined;
    }

    /// <summary>SHA-256 over <see cref="Join"/>.</summary>
    internal static byte[] Hash(string tag, params ReadOnlySpan<byte[]> parts) => SHA256.HashData(Join(tag, parts));

    /// <summary>True if the reader's next bytes are the tag and a zero byte; takes them.</summary>
    internal static bool TakeTag(ref ByteReader reader, string tag) => reader.Take(tag.Length + 1).SequenceEqual(Join(tag));
}
