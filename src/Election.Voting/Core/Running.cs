using Election.Groups.Model;
using Election.Groups.Stack;
using Election.Voting.Counting;
using Election.Voting.Setup;
using Election.Voting.Transcripts;

namespace Election.Voting.Core;

/// <summary>What a node holds from START on.</summary>
internal sealed class Running
{
    private readonly Queue<(LogIndex Index, Refusal Refusal)> _refusals = new();

    /// <summary>Sets up the parts for one election.</summary>
    public Running(NodeCoreOptions options, Proposal proposal, Manifest manifest, StartedStack stack, bool isMember, Instant startedAt)
    {
        Proposal = proposal;
        Manifest = manifest;
        IsMember = isMember;
        StartedAt = startedAt;
        IsAtomic = stack.IsAtomic;
        Box = new BallotBox(proposal, manifest, options.Algorithm);
        Lines = new TranscriptLines(proposal, manifest, Box.Electorate, options.Algorithm);
        Chain = TranscriptChain.Start(proposal.Id);
        Own = new OwnStatements(options.Algorithm, proposal.Id, options.Key.Fingerprint, options.VoterKey);
        IsChair = isMember && manifest.Chair == options.Id;
        Results = new ResultExchange(proposal, options.Algorithm);
        Progress = new Progress(stack, options.QuorumTimeout);
        var keys = new Dictionary<Hash256, PublicKey>();
        foreach (Voter voter in Box.Electorate.Voters)
            keys[voter.Key.Fingerprint] = voter.Key;
        foreach (Member member in proposal.Members)
            keys[member.Key.Fingerprint] = member.Key;
        Pipeline = new DeliveryPipeline(fingerprint => keys.GetValueOrDefault(fingerprint));
    }

    public Proposal Proposal { get; }

    public Manifest Manifest { get; }

    public bool IsMember { get; }

    /// <summary>Whether the order is the atomic one.</summary>
    public bool IsAtomic { get; }
    /// <summary>Whether this node is the chair that the manifest names.</summary>
    public bool IsChair { get; }

    public Instant StartedAt { get; }

    public BallotBox Box { get; }

    public TranscriptLines Lines { get; }

    public OwnStatements Own { get; }

    public DeliveryPipeline Pipeline { get; }

    public ResultExchange Results { get; }

    public Progress Progress { get; }

    /// <summary>The transcript's chain after the last line.</summary>
    public Hash256 Chain { get; set; }

    /// <summary>Set when OPEN is delivered; never in a weaker order.</summary>
    public ClosingRule? Closing { get; set; }

    /// <summary>Set at START in a weaker order.</summary>
    public LocalClosingRule? LocalClosing { get; set; }

    /// <summary>Whether voting has begun here.</summary>
    public bool HasOpened => Closing is not null || LocalClosing is not null;

    /// <summary>When OPEN was delivered, or this node began to count.</summary>
    public Instant OpenedAt { get; set; }

    /// <summary>What a weaker order delivered here.</summary>
    public DirectLog Direct { get; } = new();

    /// <summary>The texts to be sent in a weaker order; set at START.</summary>
    public TextPlan? Texts { get; set; }

    /// <summary>Texts delivered here.</summary>
    public long TextsDelivered { get; private set; }

    /// <summary>Those of them that are this node's own.</summary>
    public int OwnTexts { get; private set; }

    /// <summary>Votes that came after this node had closed.</summary>
    public int LateVotes { get; set; }

    /// <summary>Planned votes cast so far.</summary>
    public int VotesCast { get; set; }

    /// <summary>The vote cast here last, for whoever looks on.</summary>
    public OwnVoteView? OwnVote { get; set; }

    /// <summary>The last statement that went through the ballot box.</summary>
    public LogIndex Counted { get; private set; }

    /// <summary>Whether this node, as leader, has made OPEN.</summary>
    public bool OpenMade { get; set; }

    /// <summary>Whether this node, as leader, has made CLOSE.</summary>
    public bool CloseMade { get; set; }

    /// <summary>The result, from CLOSE on.</summary>
    public CertificateBody? Body { get; set; }

    /// <summary>The signed RESULT's bytes, once signed and journalled.</summary>
    public byte[] OwnResult { get; set; } = [];

    /// <summary>The journal record of the own RESULT.</summary>
    public ulong ResultJournalled { get; set; }

    /// <summary>Repetitions of RESULT sent.</summary>
    public ulong ResultsSent { get; set; }

    /// <summary>When RESULT is next repeated.</summary>
    public Instant ResultDue { get; set; } = Instant.Never;

    /// <summary>From CLOSE on.</summary>
    public Ending? Ending { get; set; }

    /// <summary>When the certificate was complete.</summary>
    public Instant? CertifiedAt { get; set; }

    /// <summary>Notes what became of a statement; refusals are remembered as long as they are shown.</summary>
    public void NoteCounted(LogIndex index, BallotOutcome outcome)
    {
        Counted = index;
        if (outcome.Refusal is not { } refusal)
            return;
        if (_refusals.Count == NodeDetail.MaxDeliveries)
            _refusals.Dequeue();
        _refusals.Enqueue((index, refusal));
    }

    /// <summary>A text was delivered.</summary>
    public void NoteText(bool isOwn)
    {
        TextsDelivered++;
        OwnTexts += isOwn ? 1 : 0;
    }

    /// <summary>Why the statement at an index does not count, as far as that is remembered.</summary>
    public Refusal? RefusalAt(LogIndex index)
    {
        foreach ((LogIndex refused, Refusal refusal) in _refusals)
        {
            if (refused == index)
                return refusal;
        }
        return null;
    }

    /// <summary>The name of whoever has this key: a voter, a member, or the key's first digits.</summary>
    public string NameOf(Hash256 fingerprint)
    {
        foreach (Member member in Proposal.Members)
        {
            if (member.Key.Fingerprint == fingerprint)
                return member.Id.Text;
        }
        int place = Box.Electorate.PlaceOf(fingerprint);
        return place >= 0 ? Box.Electorate.Voters[place].Name : fingerprint.ToString()[..8];
    }
}
