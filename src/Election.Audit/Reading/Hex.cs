using System.Buffers;

namespace Election.Audit.Reading;

/// <summary>Lower-case hexadecimal. Digests are compared and looked up in this form.</summary>
internal static class Hex
{
    internal static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Null for anything but pairs of hexadecimal digits. Upper case passes here, and fails when the line is compared.</summary>
    internal static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out int read, out _) == OperationStatus.Done && read == text.Length ? bytes : null;
    }
}
