using System.Buffers;

namespace Election.Audit.Reading;

/// <summary>Converts to lower-case hexadecimal, the form in which digests are compared and looked up.</summary>
internal static class Hex
{
    internal static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>
    /// Returns null unless the text is pairs of hexadecimal digits. Upper case passes here and fails when the line is compared.
    /// </summary>
    internal static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out int read, out _) == OperationStatus.Done && read == text.Length ? bytes : null;
    }
}
