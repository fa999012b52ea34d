using System.Text.Json;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;

namespace Election.Voting.Transcripts;

/// <summary>
/// Writes the lines of one election's transcript, each a JSON object with its line feed: docs/transcript.md, "Lines". The exact bytes stand
/// in hexadecimal; the other fields are for readers, and follow from the bytes.
/// </summary>
public sealed class TranscriptLines
{
    /// <summary>The schema named in the header.</summary>
    public const string Schema = "election-transcript/1";

    private readonly Proposal _proposal;
    private readonly Manifest _manifest;
    private readonly SignatureAlgorithm _algorithm;
    private readonly Dictionary<Hash256, string> _memberNames = [];
    private readonly Dictionary<Hash256, string> _voterNames = [];

    /// <summary>Creates a writer for one election.</summary>
    /// <param name="proposal">The election's proposal.</param>
    /// <param name="manifest">The manifest that is the proposal's context.</param>
    /// <param name="electorate">The election's voters.</param>
    /// <param name="algorithm">The election's signature algorithm.</param>
    public TranscriptLines(Proposal proposal, Manifest manifest, Electorate electorate, SignatureAlgorithm algorithm)
    {
        _proposal = proposal;
        _manifest = manifest;
        _algorithm = algorithm;
        foreach (Member member in proposal.Members)
            _memberNames[member.Key.Fingerprint] = member.Id.Text;
        foreach (Voter voter in electorate.Voters)
            _voterNames[voter.Key.Fingerprint] = voter.Name;
    }

    /// <summary>Returns the first line.</summary>
    /// <param name="readySignatures">Every member's READY signature, in the members' order.</param>
    /// <exception cref="ArgumentException">There are more or fewer signatures than members.</exception>
    public byte[] Header(IReadOnlyList<ReadOnlyMemory<byte>> readySignatures) => readySignatures.Count == _proposal.Members.Length
        ? JsonLine.Write((this, readySignatures), static (writer, state) => state.Item1.WriteHeader(writer, state.readySignatures))
        : throw new ArgumentException("START carries one READY signature of every member.", nameof(readySignatures));

    /// <summary>Returns the line of one ordered statement.</summary>
    /// <param name="index">The statement's index.</param>
    /// <param name="signedStatement">The statement's bytes, readable or not.</param>
    /// <param name="outcome">The ballot box's outcome for it.</param>
    /// <param name="chain">The chain after the statement.</param>
    public byte[] Entry(LogIndex index, ReadOnlySpan<byte> signedStatement, BallotOutcome outcome, Hash256 chain)
    {
        Statement? statement = SignedStatement.TryDecode(signedStatement, out SignedStatement? signed) ? signed!.Statement : null;
        return JsonLine.Write((this, index, statement, Bytes: signedStatement.ToArray(), outcome, chain), static (writer, line) =>
        {
            writer.WriteString("t", "entry");
            writer.WriteNumber("index", line.index.Value);
            writer.WriteString("kind", line.statement?.Kind.ToText() ?? "unreadable");
            writer.Name("by", line.statement is null ? null : line.Item1.NameOf(line.statement));
            if (line.statement is null)
                writer.WriteNull("seq");
            else
                writer.WriteNumber("seq", line.statement.Sequence);
            writer.Name("choice", line.statement is null ? null : line.Item1.ChoiceOf(line.statement));
            writer.WriteString("outcome", line.outcome.ToString());
            writer.Hex("statement", line.Bytes);
            writer.Hex("chain", line.chain);
        });
    }

    /// <summary>Returns the last line.</summary>
    /// <param name="result">The node's signed RESULT.</param>
    /// <exception cref="ArgumentException">It is not a RESULT with a readable body.</exception>
    public byte[] Result(SignedStatement result)
    {
        CertificateBody? body = null;
        if (result.Statement.Kind != StatementKind.Result || !CertificateBody.TryDecode(result.Statement.Body.Span, out body))
            throw new ArgumentException("The last line is a RESULT with a certificate body.", nameof(result));
        return JsonLine.Write((this, result, Body: body!), static (writer, line) =>
        {
            writer.WriteString("t", "result");
            writer.Name("by", line.Item1.NameOf(line.result.Statement));
            writer.WriteBody(line.Body);
            writer.Hex("certificate", line.Body.Id);
            writer.Hex("statement", line.result.Encode());
        });
    }

    private void WriteHeader(Utf8JsonWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> readySignatures)
    {
        writer.WriteString("t", "header");
        writer.WriteString("schema", Schema);
        writer.Hex("electionId", _proposal.Id);
        writer.WriteString("algorithm", _algorithm.ToText());
        WriteManifest(writer);
        writer.WriteStartArray("members");
        for (int i = 0; i < _proposal.Members.Length; i++)
        {
            writer.WriteStartObject();
            writer.Name("id", _proposal.Members[i].Id.Text);
            writer.Hex("key", _proposal.Members[i].Key.Bytes);
            writer.Hex("ready", readySignatures[i].Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.Hex("start", _proposal.Encoded.Span);
    }

    private void WriteManifest(Utf8JsonWriter writer)
    {
        writer.Name("title", _manifest.Title);
        writer.WriteString("order", _manifest.Order.ToText());
        writer.WriteString("rule", _manifest.Rule.ToString());
        writer.WriteString("reVote", _manifest.ReVote.ToText());
        if (_manifest.Quorum is { } quorum)
            writer.WriteNumber("quorum", quorum);
        else
            writer.WriteNull("quorum");
        writer.Name("chair", _manifest.Chair?.Text);
        writer.WriteStartArray("choices");
        foreach (string choice in _manifest.Choices)
            writer.NameValue(choice);
        writer.WriteEndArray();
        writer.WriteStartArray("roll");
        foreach (Voter voter in _manifest.Roll)
        {
            writer.WriteStartObject();
            writer.Name("name", voter.Name);
            writer.Hex("key", voter.Key.Bytes);
            writer.WriteNumber("weight", voter.Weight);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.Hex("nonce", _manifest.Nonce);
    }

    private string? NameOf(Statement statement) =>
        (statement.Kind is StatementKind.Vote or StatementKind.Abstain ? _voterNames : _memberNames).GetValueOrDefault(statement.Signer);

    private string? ChoiceOf(Statement statement) =>
        statement.Choice >= 0 && statement.Contest == 0 && statement.Choice < _manifest.Choices.Length
            ? _manifest.Choices[statement.Choice] : null;
}
