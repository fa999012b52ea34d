using Election.Groups.Faults;
using Election.Groups.Model;

namespace Election.Groups.Tests.Faults;

public sealed class FaultGrammarTests
{
    private const string Kinds =
        "write loss=P, dup=P, corrupt=P, reorder=P, delay=T, drop, partition=A/B, start-delay=T, crash, restart@+T, " +
        "lose-journal, pause@T+T or byzantine=equivocate.";

    private const string CutOff = "if > and more came after it, the shell took that away: put the whole specification in quotes.";

    public static TheoryData<string, string> Readable => new()
    {
        { "loss=10%", "loss=10%" },
        { "loss=0.1", "loss=10%" },
        { "loss=0.0005%", "loss=0.0005%" },
        { "loss=0", "loss=0%" },
        { "loss=1", "loss=100%" },
        { "dup=5%", "dup=5%" },
        { "corrupt=0.1%", "corrupt=0.1%" },
        { "reorder=20%", "reorder=20%" },
        { "delay=20ms", "delay=20ms" },
        { "delay=20ms+-5ms", "delay=20ms+-5ms" },
        { "delay=1500ms", "delay=1.5s" },
        { "delay=0.5s", "delay=500ms" },
        { "delay=0.25ms", "delay=0.25ms" },
        { "drop", "drop" },
        { "partition=n1,n2/n3,n4", "partition=n1,n2/n3,n4" },
        { "1s..2.5s:partition=a/b/c", "1s..2.5s:partition=a/b/c" },
        { "n1:loss=10%", "n1:loss=10%" },
        { "leader:loss=10%", "leader:loss=10%" },
        { "all:loss=10%", "loss=10%" },
        { "all>all:loss=10%", "loss=10%" },
        { "n1>n2:loss=10%", "n1>n2:loss=10%" },
        { "n1<>n2:drop", "n1<>n2:drop" },
        { "n1>*:dup=1%", "n1>*:dup=1%" },
        { "*>n1:dup=1%", "*>n1:dup=1%" },
        { "all>n1:dup=1%", "*>n1:dup=1%" },
        { "leader<>*:drop", "leader<>*:drop" },
        { "0s..200ms:n1>n2:loss=50%", "0ms..200ms:n1>n2:loss=50%" },
        { "@order=3:n1>n2:drop", "@order=3:n1>n2:drop" },
        { "@deliver=1:drop", "@deliver=1:drop" },
        { "n2:start-delay=2s", "n2:start-delay=2s" },
        { "leader:crash@order=3", "leader:crash@order=3" },
        { "n1:crash@2s", "n1:crash@2s" },
        { "@send=2:n1:crash", "@send=2:n1:crash" },
        { "n1:crash", "n1:crash" },
        { "n1:restart@+2s", "n1:restart@+2s" },
        { "n1:lose-journal", "n1:lose-journal" },
        { "n1:pause@1s+500ms", "n1:pause@1s+500ms" },
        { "n1:byzantine=equivocate", "n1:byzantine=equivocate" },
        { "node-1.lab_2:loss=1%", "node-1.lab_2:loss=1%" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "", "'' has an empty part; the order is [when:][where:]what." },
        { "n1:", "'n1:' has an empty part; the order is [when:][where:]what." },
        { "1s..2s:n1:n2:drop", "'1s..2s:n1:n2:drop' has more than three parts; the order is [when:][where:]what." },
        { "n1:1s..2s:drop", "'n1' is neither a window (1s..2.5s) nor an event (@order=3); the order is [when:][where:]what." },
        { "los=10%", "'los=10%' is not a fault; " + Kinds },
        { "n1", "'n1' is not a fault; " + CutOff },
        { "1s..2s:leader", "'leader' is not a fault; " + CutOff },
        { "loss", "'loss' lacks its chance; write loss=10% or loss=0.1." },
        { "loss@10%", "'loss@10%' lacks its chance; write loss=10% or loss=0.1." },
        { "loss=130%", "'130%' in 'loss=130%' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "loss=30", "'30' in 'loss=30' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "loss=-1%", "'-1%' in 'loss=-1%' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "loss=1e-3", "'1e-3' in 'loss=1e-3' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "dup=0.00001%", "'0.00001%' in 'dup=0.00001%' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "reorder=%", "'%' in 'reorder=%' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%." },
        { "delay", "'delay' lacks its time; write delay=20ms or delay=20ms+-5ms." },
        { "delay=20", "'20' in 'delay=20' is not a time; write seconds or milliseconds, as in 1.5s or 200ms." },
        { "delay=25h", "'25h' in 'delay=25h' is not a time; write seconds or milliseconds, as in 1.5s or 200ms." },
        { "delay=86401s", "'86401s' in 'delay=86401s' is not a time; write seconds or milliseconds, as in 1.5s or 200ms." },
        { "delay=5ms+-20ms", "'delay=5ms+-20ms' would deliver before it was sent; the part after +- must not exceed the delay." },
        { "drop=1", "'drop=1' says too much; write drop alone." },
        { "partition", "'partition' lacks its groups; write partition=n1,n2/n3,n4." },
        { "partition=n1,n2", "'partition=n1,n2' has one group only; write two or more with '/' between them." },
        { "partition=n1,n2/n2", "'n2' stands twice in 'partition=n1,n2/n2'; a node is on one side only." },
        { "partition=n1/", "'' in 'partition=n1/' names no node: a node id must not be empty." },
        { "partition=leader/n1", "'leader' in 'partition=leader/n1' names no node: 'leader' is a reserved word." },
        { "n1:partition=n1/n2", "'n1' has no place before a partition, which names its nodes itself; leave it out." },
        { "2s..1s:drop", "The window '2s..1s' ends before it has begun." },
        { "1..2s:drop", "'1' in '1..2s' is not a time; write seconds or milliseconds, as in 1.5s or 200ms." },
        { "@order=0:drop", "'0' in 'order=0' is not a count; events are counted from 1." },
        { "@order:drop", "'order' is not an event; write order=K, deliver=K or send=K." },
        { "@vote=1:drop", "'vote=1' is not an event; write order=K, deliver=K or send=K." },
        { "n 1:drop", "'n 1' in 'n 1' names no node: a node id holds letters, digits, '.', '_' and '-', not ' '." },
        { "n1>:drop", "'' in 'n1>' names no node: a node id must not be empty." },
        { "n1>n2>n3:drop", "'n2>n3' in 'n1>n2>n3' names no node: a node id holds letters, digits, '.', '_' and '-', not '>'." },
        { "n1>n1:drop", "'n1>n1' is not a link: a node's own copy is never faulted." },
        { "*:drop", "'*' stands only at one end of a link, as in n1>*; write all." },
        { "n1>n2:crash", "'n1>n2' is a link, and 'crash' happens to a node; write a node's id, leader or all." },
        { "leader:start-delay=1s", "'leader' cannot start late, as nobody leads before the start; write a node's id." },
        { "1s..2s:n1:start-delay=1s", "'1s..2s' has no place before 'start-delay=1s', which says itself when it happens; leave it out." },
        { "1s..2s:n1:crash", "'1s..2s' is a window, and a crash happens once; write crash@1s." },
        { "@order=1:n1:crash@2s", "'@order=1' has no place before 'crash@2s', which says itself when it happens; leave it out." },
        { "crash@", "'crash@' lacks its moment; write crash@order=3 or crash@2s." },
        { "crash=2s", "'crash=2s' says too much; write crash alone." },
        { "n1:restart@2s", "'restart@2s' lacks the time since the crash; write restart@+2s." },
        { "n1:pause@2s", "'pause@2s' lacks when and for how long; write pause@2s+500ms." },
        { "1s..2s:n1:byzantine=equivocate",
            "'1s..2s' has no place before 'byzantine=equivocate': who lies does so with every vote; leave it out." },
        { "leader:byzantine=equivocate", "'leader' cannot equivocate, as it is a voter that does, whoever leads; write a node's id." },
        { "byzantine=lie", "'byzantine=lie' is no such fault; write byzantine=equivocate." },
        { "lo\u001b[31m=1%", "'lo\uFFFD[31m=1%' is not a fault; " + Kinds },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_specification_reads_and_has_one_canonical_text_that_reads_back(string text, string canonical)
    {
        FaultSpec spec = FaultSpec.Read(text).OrThrow();
        Assert.Equal(canonical, spec.ToString());
        FaultSpec again = FaultSpec.Read(canonical).OrThrow();
        Assert.Equal(spec, again);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_specification_that_does_not_read_is_refused_in_one_sentence_that_names_the_part(string text, string sentence)
    {
        Assert.Equal(sentence, FaultSpec.Read(text).Refusal?.ToString());
    }

    [Fact]
    public void A_specification_longer_than_the_limit_is_refused()
    {
        string longest = "loss=10%".PadLeft(FaultSpec.MaxTextLength + 1, 'x');
        Assert.Equal($"A fault specification has at most {FaultSpec.MaxTextLength} characters.",
            FaultSpec.Read(longest).Refusal?.ToString());
    }

    [Fact]
    public void A_partition_of_the_largest_group_fits_under_the_limit()
    {
        var ids = Enumerable.Range(0, Proposal.MaxMembers).Select(i => $"n{i}".PadRight(MemberId.MaxLength, 'x'));
        string text = "23h..24h:".Replace("h", "000.123s", StringComparison.Ordinal) + "partition=" + string.Join('/', ids);
        FaultSpec.Read(text).OrThrow();
    }

    [Fact]
    public void The_data_of_a_fault_of_a_node_is_exposed()
    {
        FaultSpec crash = FaultSpec.Read("leader:crash@order=3").OrThrow();
        Assert.Equal(new NodeWhere(FaultNode.Leader), crash.Where);
        Assert.Equal(new CrashAction(new FaultEvent(FaultEventKind.Order, 3), null), crash.What);
        FaultSpec pause = FaultSpec.Read("n2:pause@2s+500ms").OrThrow();
        Assert.Equal(new PauseAction(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(500)), pause.What);
    }

    [Fact]
    public void Only_faults_of_links_that_wait_for_no_event_are_obeyed_on_links()
    {
        string[] obeyed = ["loss=1%", "n1:dup=1%", "corrupt=1%", "reorder=1%", "delay=1ms", "n1<>n2:drop", "1s..2s:partition=n1/n2"];
        string[] others = ["@order=1:drop", "n1:start-delay=1s", "n1:crash", "n1:restart@+1s", "n1:pause@1s+1s", "n1:byzantine=equivocate"];
        Assert.All(obeyed, text => Assert.True(LinkFaults.Obeys(Spec(text))));
        Assert.All(others, text => Assert.False(LinkFaults.Obeys(Spec(text))));
    }

    [Fact]
    public void A_plan_names_the_option_that_does_not_read_and_bounds_their_number()
    {
        Assert.Equal("--fault: '2' in 'dup=2' is not a chance; write 0% to 100%, or 0 to 1, not finer than 0.0001%.",
            FaultPlan.Read(["loss=1%", "n1:dup=2"], 1).Refusal?.ToString());
        FaultPlan.Read([.. Enumerable.Repeat("loss=1%", FaultPlan.MaxSpecs)], 1).OrThrow();
        Assert.Equal("--fault is given 65 times; at most 64 are read.",
            FaultPlan.Read([.. Enumerable.Repeat("loss=1%", FaultPlan.MaxSpecs + 1)], 1).Refusal?.ToString());
        Assert.Throws<ArgumentException>(() => new FaultPlan([.. Enumerable.Repeat(Spec("drop"), FaultPlan.MaxSpecs + 1)], 1));
    }

    [Fact]
    public void A_plan_lists_the_nodes_it_names_sorted_and_once()
    {
        string[] texts = ["n3>n1:loss=1%", "n1:drop", "leader:drop", "partition=n5/n2", "drop"];
        FaultPlan plan = FaultPlan.Read(texts, 1).OrThrow();
        Assert.Equal(["n1", "n2", "n3", "n5"], plan.NamedNodes.Select(id => id.Text));
    }

    [Fact]
    public void A_start_delay_that_names_the_node_wins_over_one_for_all()
    {
        FaultPlan plan = FaultPlan.Read(["n1:start-delay=2s", "start-delay=1s"], 1).OrThrow();
        Assert.Equal(TimeSpan.FromSeconds(2), plan.StartDelayOf(MemberId.Parse("n1")));
        Assert.Equal(TimeSpan.FromSeconds(1), plan.StartDelayOf(MemberId.Parse("n2")));
        Assert.Equal(TimeSpan.Zero, FaultPlan.None.StartDelayOf(MemberId.Parse("n1")));
    }

    private static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();
}
