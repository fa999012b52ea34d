using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Election.Node.Labs.Expectations;
using Election.Node.Labs.Files;

namespace Election.Node.Labs.Runs;

/// <summary>Which seed a lab is looked at with: its own, a named one, or one for each student.</summary>
internal static class LabSeed
{
    /// <summary>So many seeds are drawn for a student before it is given up.</summary>
    public const int MostDraws = 64;

    private const uint DrawnSeeds = 1_000_000;

    /// <summary>
    /// The seed for a student: of those drawn by name, the first with which the lab shows what it is about, in virtual time. So everybody
    /// has traces of their own, and all have the same verdict.
    /// </summary>
    /// <returns>The seed; null when none of <see cref="MostDraws"/> shows it.</returns>
    public static ulong? For(string student, Lab lab, LabText text, CancellationToken cancellation)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            ulong seed = Draw(student, lab.Number, draw);
            ImmutableArray<LabEvidence> evidence = new LabRunner(lab, seed).Simulate(cancellation);
            if (LabVerdict.Of(lab, evidence, text) is { IsPassed: true })
                return seed;
        }
        return null;
    }

    private static ulong Draw(string student, string lab, int draw)
    {
        string drawn = string.Create(CultureInfo.InvariantCulture, $"election-lab-seed/1\n{lab}\n{student}\n{draw}\n");
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(drawn))) % DrawnSeeds;
    }
}
