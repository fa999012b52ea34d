using System.Security.Cryptography;
using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Audit.Tests;

/// <summary>Holds an election of a few members by itself and writes one member's transcript with the nodes' own code.</summary>
internal sealed class Recording : IDisposable
{
    private readonly ECDsa[] _keys;
    private readonly SignatureAlgorithm _algorithm;
    private readonly BallotBox _box;
    private readonly TranscriptLines _lines;
    private readonly List<byte[]> _written = [];
    private Hash256 _chain;
    private LogIndex _last;

    internal Recording(Manifest manifest, SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256, int members = 3,
        ECDsa[]? keys = null)
    {
        _algorithm = algorithm;
        _keys = keys ?? NewKeys(members);
        Manifest = manifest;
        Member[] list = [.. _keys.Select((key, i) => new Member(MemberId.Parse($"n{i + 1}"), KeyOf(i)))];
        Proposal = new Proposal(list, manifest.Encode());
        _box = new BallotBox(Proposal, manifest, algorithm);
        _lines = new TranscriptLines(Proposal, manifest, _box.Electorate, algorithm);
        _chain = TranscriptChain.Start(Proposal.Id);
        _written.Add(_lines.Header([.. _keys.Select((_, i) => (ReadOnlyMemory<byte>)Sign(i, Proposal.ReadyMessage(KeyOf(i))))]));
    }

    internal static Manifest TwoChoices { get; } = new() { Title = "Chair \"2026\"", Choices = ["Sánchez", "Pérez"] };

    internal Manifest Manifest { get; }
    internal Proposal Proposal { get; }
    internal IReadOnlyList<byte[]> Lines => _written;
    internal byte[] File => [.. _written.SelectMany(line => line)];
    internal string Text => Encoding.UTF8.GetString(File);

    internal static ECDsa[] NewKeys(int count) => [.. Enumerable.Range(0, count).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256))];

    /// <summary>A small election of three members: one vote changed, one refused, one abstention.</summary>
    internal static Recording Small(SignatureAlgorithm algorithm)
    {
        var recording = new Recording(TwoChoices with { ReVote = ReVotePolicy.Changeable, Quorum = 2 }, algorithm);
        recording.Add(recording.Open(0));
        Statement first = recording.Vote(1, 0);
        recording.Add(first);
        recording.Add(recording.Vote(0, 1));
        recording.Add(recording.Vote(1, 1, first));
        recording.Add(recording.Vote(1, 0, first));
        recording.Add(recording.Abstain(2));
        recording.Add(recording.Close(0));
        recording.Finish(by: 1);
        return recording;
    }

    internal Statement Open(int by) => Statement.Open(_algorithm, Proposal.Id, KeyOf(by).Fingerprint);

    internal Statement Close(int by) => Statement.Close(_algorithm, Proposal.Id, KeyOf(by).Fingerprint);

    internal Statement Vote(int by, int choice, Statement? after = null) =>
        Statement.Vote(_algorithm, Proposal.Id, KeyOf(by).Fingerprint, (after?.Sequence ?? 0) + 1, after?.Identity ?? default, choice);

    internal Statement Abstain(int by) => Statement.Abstain(_algorithm, Proposal.Id, KeyOf(by).Fingerprint, 1, default);

    internal PublicKey KeyOf(int member) => Import(_keys[member]);

    internal byte[] Signed(Statement statement)
    {
        int by = Array.FindIndex(_keys, key => Import(key).Fingerprint == statement.Signer);
        return new SignedStatement(statement, Sign(by, statement.SignedBytes())).Encode();
    }

    internal BallotOutcome Add(Statement statement) => Add(Signed(statement), valid: true);

    internal BallotOutcome Add(byte[] bytes, bool valid)
    {
        _last = _last.Plus(1);
        _chain = TranscriptChain.Next(_chain, _last, bytes);
        BallotOutcome outcome = _box.Apply(_last, bytes, valid);
        _written.Add(_lines.Entry(_last, bytes, outcome, _chain));
        return outcome;
    }

    internal CertificateBody Body()
    {
        if (Manifest.Order != DeliveryOrder.Atomic && !_box.IsClosed)
            _box.CloseLocally();
        return CertificateBody.Of(Proposal.Id, Manifest, _box, _chain);
    }

    internal void Finish(int by) => Finish(by, Body());

    internal void Finish(int by, CertificateBody body) => _written.Add(_lines.Result(Result(by, body)));

    internal SignedStatement Result(int by, CertificateBody body)
    {
        var statement = Statement.Result(_algorithm, Proposal.Id, KeyOf(by).Fingerprint, body.Encode());
        return new SignedStatement(statement, Sign(by, statement.SignedBytes()));
    }

    internal Certificate Certificate(params int[] signers) =>
        new(Proposal, Body(), _algorithm, [.. signers.Select(by => Result(by, Body()))]);

    /// <summary>The stand-in of these tests: two digests over key and message.</summary>
    internal static byte[] StandIn(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        byte[] digest = SHA256.HashData([.. key, .. message]);
        return [.. digest, .. SHA256.HashData(digest)];
    }

    internal static bool StandInHolds(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(StandIn(key, message));

    public void Dispose() => Array.ForEach(_keys, key => key.Dispose());

    private static PublicKey Import(ECDsa key) => EcdsaP256.Import(key).OrThrow();

    private byte[] Sign(int by, byte[] message) =>
        _algorithm == SignatureAlgorithm.SimulationStandIn ? StandIn(KeyOf(by).Bytes, message) : EcdsaP256.Sign(_keys[by], message);
}
