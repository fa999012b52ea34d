using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;

namespace Election.Groups.Tests.Support;

/// <summary>
/// The members, keys and signatures that tests share. A signature is a digest of key and message: equal in every run, and checkable.
/// </summary>
internal static class TestGroup
{
    public const ulong Tag = 0x5EED;

    public static MemberId Id(string text) => MemberId.Parse(text);

    public static PublicKey Key(string name) =>
        new([.. SHA256.HashData(Encoding.UTF8.GetBytes("x" + name)), .. SHA256.HashData(Encoding.UTF8.GetBytes("y" + name))]);

    public static Member Member(string id) => new(Id(id), Key(id));

    /// <summary>n1, n2 and n3, without a context.</summary>
    public static Proposal Three { get; } = new([Member("n1"), Member("n2"), Member("n3")], default);

    /// <summary>n001, n002, …: as many as asked for, in order of id.</summary>
    public static Proposal Of(int members, string context = "") =>
        new([.. Enumerable.Range(1, members).Select(i => Member($"n{i:000}"))], Encoding.UTF8.GetBytes(context));

    public static byte[] Sign(PublicKey key, ReadOnlySpan<byte> message)
    {
        byte[] half = SHA256.HashData([.. key.Bytes, .. message]);
        return [.. half, .. half];
    }

    public static bool Holds(in Effect verify) => verify.Signature.Span.SequenceEqual(Sign(verify.Key!, verify.Bytes.Span));
}
