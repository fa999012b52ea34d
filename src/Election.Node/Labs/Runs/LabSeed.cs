using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Election.Node.Labs.Expectations;
using Election.Node.Labs.Files;

namespace Election.Node.Labs.Runs;

/// <summary>The seed of a lab's runs: its own, a given one, or one for each student.</summary>
internal static class LabSeed
{
    /// <summary>The most seeds drawn for one student.</summary>
    public const int MostDraws = 64;

    private const uint DrawnSeeds = 1_000_000;

    /// <summary>
    /// Draws seeds from a student's name and returns the first with which the lab passes in virtual time. So all students have traces of
    /// their own, and all get the same verdict.
    /// </summary>
    /// <returns>The seed; null if none of <see cref="MostDraws"/> shows the phenomenon.</returns>
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
