using System.Text;
using Election.Groups.Model;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Statements;
using Election.Voting.Transcripts;

namespace Election.Voting.Tests.Transcripts;

public sealed class TranscriptTests
{
    [Fact]
    public void The_chain_is_the_published_one()
    {
        Hash256 election = Hash256.Of("election"u8);
        Hash256 start = TranscriptChain.Start(election);
        Assert.Equal(Hash256.Of([.. "election-chain/1\0"u8, .. election.ToArray()]), start);
        byte[] link = [.. "election-link/1\0"u8, .. start.ToArray(), 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 3, 7, 8, 9];
        Assert.Equal(Hash256.Of(link), TranscriptChain.Next(start, new LogIndex(258), [7, 8, 9]));
        byte[] set = [.. "election-set/1\0"u8, .. election.ToArray(), .. start.ToArray()];
        Assert.Equal(Hash256.Of(set), TranscriptChain.HeadOfSet(election, [start]));
    }

    [Fact]
    public void A_result_needs_a_closed_box()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        ballots.Accepted(ballots.Open());
        Assert.Throws<InvalidOperationException>(() => CertificateBody.Of(ballots.Proposal.Id, ballots.Manifest, ballots.Box, default));
        ballots.Accepted(ballots.Vote(2, 1));
        ballots.Accepted(ballots.Close());
        Hash256 chain = Hash256.Of("chain"u8);
        CertificateBody body = CertificateBody.Of(ballots.Proposal.Id, ballots.Manifest, ballots.Box, chain);
        var expected = new CertificateBody(ballots.Proposal.Id, new LogIndex(3), chain, new Tally([0, 1], 0), Decision.Elected("Pérez"));
        Assert.Equal(expected, body);
    }

    [Fact]
    public void In_a_weaker_order_the_head_does_not_depend_on_the_order_of_delivery()
    {
        Manifest fifo = Ballots.TwoChoices with { Order = DeliveryOrder.Fifo };
        Ballots one = new(fifo), two = new(fifo);
        one.Accepted(one.Vote(1, 0));
        one.Accepted(one.Vote(2, 1));
        two.Accepted(two.Vote(2, 1));
        two.Accepted(two.Vote(1, 0));
        one.Box.CloseLocally();
        two.Box.CloseLocally();
        Hash256 chainOne = Hash256.Of("one"u8), chainTwo = Hash256.Of("two"u8);
        Assert.Equal(
            CertificateBody.Of(one.Proposal.Id, fifo, one.Box, chainOne),
            CertificateBody.Of(two.Proposal.Id, fifo, two.Box, chainTwo));
    }

    [Fact]
    public void Lines_have_their_fields_in_order_and_escape_nothing_but_quotes_and_backslashes()
    {
        var ballots = new Ballots(new Manifest
        {
            Title = "a \"b\" \\ <é语🗳>",
            Choices = ["+1", "'&'"],
            Quorum = 2,
            Chair = MemberId.Parse("n2"),
        }, members: 2);
        var lines = new TranscriptLines(ballots.Proposal, ballots.Manifest, ballots.Box.Electorate, Ballots.Algorithm);
        string header = Text(lines.Header([new byte[64], new byte[64]]));
        string zero = new('0', 128);
        Assert.Equal(OneLine($$"""
            {"t":"header","schema":"election-transcript/1","electionId":"{{ballots.Proposal.Id}}","algorithm":"simulation-stand-in",
            "title":"a \"b\" \\ <é语🗳>","order":"atomic","rule":"plurality","reVote":"final","quorum":2,"chair":"n2",
            "choices":["+1","'&'"],"roll":[],"nonce":"{{default(Hash256)}}",
            "members":[{"id":"n1","key":"{{Ballots.Key(1)}}","ready":"{{zero}}"},{"id":"n2","key":"{{Ballots.Key(2)}}","ready":"{{zero}}"}],
            "start":"{{Convert.ToHexStringLower(ballots.Proposal.Encoded.Span)}}"}
            """), header);
        byte[] vote = Ballots.Bytes(ballots.Vote(2, 1));
        Assert.Equal(OneLine($$"""
            {"t":"entry","index":2,"kind":"vote","by":"n2","seq":1,"choice":"'&'","outcome":"late",
            "statement":"{{Convert.ToHexStringLower(vote)}}","chain":"{{default(Hash256)}}"}
            """), Text(lines.Entry(new LogIndex(2), vote, new BallotOutcome(Refusal.Late), default)));
        Assert.Equal(OneLine($$"""
            {"t":"entry","index":3,"kind":"unreadable","by":null,"seq":null,"choice":null,"outcome":"malformed",
            "statement":"0102","chain":"{{default(Hash256)}}"}
            """), Text(lines.Entry(new LogIndex(3), [1, 2], new BallotOutcome(Refusal.Malformed), default)));
    }

    [Fact]
    public void The_last_line_shows_what_its_statement_says()
    {
        var ballots = new Ballots(Ballots.TwoChoices);
        var lines = new TranscriptLines(ballots.Proposal, ballots.Manifest, ballots.Box.Electorate, Ballots.Algorithm);
        var body = new CertificateBody(ballots.Proposal.Id, new LogIndex(5), Hash256.Of("h"u8), new Tally([1, 1], 1), Decision.Tie);
        Statement statement = Statement.Result(Ballots.Algorithm, ballots.Proposal.Id, Ballots.Key(3).Fingerprint, body.Encode());
        var result = new SignedStatement(statement, new byte[64]);
        Assert.Equal(OneLine($$"""
            {"t":"result","by":"n3","closeIndex":5,"head":"{{Hash256.Of("h"u8)}}","counts":[1,1],"abstentions":1,"turnout":3,
            "decision":"tie","certificate":"{{body.Id}}","statement":"{{Convert.ToHexStringLower(result.Encode())}}"}
            """), Text(lines.Result(result)));
        Assert.Throws<ArgumentException>(() => lines.Result(new SignedStatement(ballots.Open(), new byte[64])));
        Assert.Throws<ArgumentException>(() => lines.Header([new byte[64]]));
    }

    private static string Text(byte[] line) => Encoding.UTF8.GetString(line);

    private static string OneLine(string lines) => lines.ReplaceLineEndings("") + "\n";
}
