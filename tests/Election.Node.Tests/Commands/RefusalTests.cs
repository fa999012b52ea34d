using Election.Node.Talk;

namespace Election.Node.Tests.Commands;

/// <summary>Every mistake in the arguments is one sentence on standard error that names the flag, and exit code 64.</summary>
public sealed class RefusalTests
{
    private static readonly string[] s_node = ["node", "--id", "n1", "--expect", "3", "--auto"];

    [Theory]
    [InlineData("--id", "")]
    [InlineData("--id", "a b")]
    [InlineData("--id", "leader")]
    [InlineData("--id", "a\tb")]
    [InlineData("--id", "aaaaaaaaaabbbbbbbbbbccccccccccddd")]
    [InlineData("--expect", "0")]
    [InlineData("--expect", "-1")]
    [InlineData("--expect", "three")]
    [InlineData("--expect", "129")]
    [InlineData("--choices", "")]
    [InlineData("--choices", "one")]
    [InlineData("--choices", "a,,b")]
    [InlineData("--choices", "a,b,a")]
    [InlineData("--choices", "P\u00e9rez,Pe\u0301rez")]
    [InlineData("--choices", "a,b\u0007")]
    [InlineData("--choices", "a,b\u202e")]
    [InlineData("--title", "")]
    [InlineData("--title", "a\nb")]
    [InlineData("--order", "lifo")]
    [InlineData("--check", "fifo,lifo")]
    [InlineData("--check", "causal")]
    [InlineData("--check", "fifo,fifo")]
    [InlineData("--messages", "3")]
    [InlineData("--messages", "-1")]
    [InlineData("--order", "total")]
    [InlineData("--quorum", "0")]
    [InlineData("--group", "10.0.0.1:4000")]
    [InlineData("--group", "239.192.7.1")]
    [InlineData("--group", "239.192.7.1:0")]
    [InlineData("--group", "239.192.7.1:70000")]
    [InlineData("--group", "example.org:4000")]
    [InlineData("--group", "[fe80::1]:4000")]
    [InlineData("--group", "[ff12::7:1]")]
    [InlineData("--group", "[ff12::7:1]:0")]
    [InlineData("--group", "[ff12::7:1]:70000")]
    [InlineData("--group", "ff12::7:1:4000")]
    [InlineData("--interface", "no-such-interface")]
    [InlineData("--interface", "192.0.2.1")]
    [InlineData("--interface", "2001:db8::1")]
    [InlineData("--ttl", "256")]
    [InlineData("--ttl", "300")]
    [InlineData("--ttl", "-1")]
    [InlineData("--ttl", "far")]
    [InlineData("--mtu", "100")]
    [InlineData("--mtu", "70000")]
    [InlineData("--peers", "")]
    [InlineData("--peers", "auto")]
    [InlineData("--peers", "lab1:4000,auto")]
    [InlineData("--peers", "lab1:0")]
    [InlineData("--peers", "lab1:70000")]
    [InlineData("--peers", "239.192.7.1:4000")]
    [InlineData("--peers", "name.invalid:4000")]
    [InlineData("--peers", "203.0.113.1:4000")]
    [InlineData("--peers", "127.0.0.1:4000")]
    [InlineData("--listen", "0")]
    [InlineData("--listen", "70000")]
    [InlineData("--listen", "4000")]
    [InlineData("--journal", "tape")]
    [InlineData("--role", "king")]
    [InlineData("--role", "boss")]
    [InlineData("--fault", "loss=200%")]
    [InlineData("--fault", "rain")]
    [InlineData("--fault", "leader:byzantine=equivocate")]
    [InlineData("--fault", "n2:lose-journal")]
    [InlineData("--fault", "restart@+1s")]
    [InlineData("--fault", "n1:pause@1s+1s")]
    [InlineData("--fault", "@order=3:drop")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "0x10")]
    [InlineData("--seed", "9007199254740992")]
    [InlineData("--barrier-timeout", "30")]
    [InlineData("--barrier-timeout", "0s")]
    [InlineData("--barrier-timeout", "soon")]
    [InlineData("--quorum-timeout", "-1s")]
    [InlineData("--close-after", "1h")]
    [InlineData("--linger", "25000000s")]
    public async Task A_bad_value_of_a_node_names_its_flag(string flag, string value) =>
        AssertRefused(await Typed.Async([.. NodeWithout(flag), flag, value]), flag);

    [Theory]
    [InlineData("--nodes", "0")]
    [InlineData("--nodes", "129")]
    [InlineData("--nodes", "five")]
    [InlineData("--votes", "Ana")]
    [InlineData("--votes", "Ana:1")]
    [InlineData("--votes", "Ana:x,Eva:1")]
    [InlineData("--votes", "Ana:-1,Eva:1")]
    [InlineData("--votes", "Ana:0,Eva:0")]
    [InlineData("--votes", "Ana:100,Eva:100")]
    [InlineData("--votes", "P\u00e9rez:1,Pe\u0301rez:1")]
    [InlineData("--fault", "n9:start-delay=1s")]
    [InlineData("--out", "")]
    public async Task A_bad_value_of_a_local_run_names_its_flag(string flag, string value) =>
        AssertRefused(await Typed.Async("local", flag, value), flag);

    [Fact]
    public async Task Votes_that_add_up_to_another_number_than_the_nodes_are_refused() =>
        AssertRefused(await Typed.Async("local", "--nodes", "4", "--votes", "Ana:2,Eva:1"), "--votes", "--nodes");

    [Fact]
    public async Task A_vote_that_is_no_choice_is_refused() =>
        AssertRefused(await Typed.Async("local", "--choices", "Ana,Eva", "--votes", "Ana:2,Pia:1"), "--votes", "Pia");

    [Fact]
    public async Task A_node_whose_vote_is_no_choice_is_refused() =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--choices", "Ana,Eva", "--vote", "Pia"), "--vote", "Pia");

    [Fact]
    public async Task A_vote_at_no_time_is_refused() =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--choices", "Ana,Eva", "--vote", "Ana@noon"), "--vote",
            "noon");

    [Fact]
    public async Task A_node_that_does_not_know_what_to_vote_is_refused() =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--headless"), "--vote", "--auto", "--abstain");

    [Theory]
    [InlineData("--auto", "--abstain")]
    [InlineData("--auto", "--vote=Ana")]
    public async Task Two_ways_to_vote_exclude_one_another(string one, string other) =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--choices", "Ana,Eva", one, other), "--vote", "--auto",
            "--abstain");

    [Fact]
    public async Task A_node_without_a_barrier_is_told_where_the_list_of_members_is()
    {
        AssertRefused(await Typed.Async([.. s_node, "--no-barrier"]), "--no-barrier", "--start", "--prepare");
        AssertRefused(await Typed.Async([.. s_node, "--start", "start.bin"]), "--start", "--no-barrier");
        AssertRefused(await Typed.Async([.. s_node, "--no-barrier", "--start", "no-such-file"]), "--start", "no-such-file");
    }

    [Fact]
    public async Task The_list_of_members_is_checked_against_the_options_of_a_node()
    {
        using var temp = new TempFolder();
        string run = temp.Within("run");
        Typed prepared = await Typed.Async("local", "--nodes", "3", "--no-barrier", "--prepare", "--out", run);
        Assert.Equal(ExitCode.Success, prepared.Code);
        string[] given = ["--auto", "--no-barrier", "--start", Path.Combine(run, "start.bin")];
        AssertRefused(await Typed.Async(["node", "--id", "n1", "--expect", "4", .. given]), "--expect", "3 members");
        AssertRefused(await Typed.Async(["node", "--id", "n9", "--expect", "3", .. given]), "--id", "n1, n2, n3", "n9");
    }

    [Fact]
    public async Task Only_a_run_without_a_barrier_and_without_screens_is_prepared()
    {
        AssertRefused(await Typed.Async("local", "--prepare"), "--prepare", "--no-barrier");
        AssertRefused(await Typed.Async("local", "--prepare", "--no-barrier", "--tui"), "--prepare", "--tui");
    }

    [Fact]
    public async Task A_TTL_for_unicast_peers_is_refused() =>
        AssertRefused(
            await Typed.Async([.. s_node, "--peers", "127.0.0.1:4000,127.0.0.1:4001", "--listen", "4000", "--ttl", "1"]),
            "--ttl", "--peers");

    [Fact]
    public async Task With_several_peers_on_this_machine_a_node_asks_which_of_them_it_is() =>
        AssertRefused(await Typed.Async([.. s_node, "--peers", "127.0.0.1:4000,127.0.0.1:4001"]), "--listen");

    [Fact]
    public async Task An_IPv6_group_on_the_loopback_of_Linux_is_refused_with_the_alternative()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string[] group = ["--group", "[ff12::7:1]:45678"];
        AssertRefused(await Typed.Async([.. s_node, .. group]), "IPv4 --group", "--interface");
        AssertRefused(await Typed.Async(["local", .. group]), "IPv4 --group", "--interface");
    }

    [Fact]
    public async Task A_second_vote_is_refused_while_votes_are_final() =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--choices", "Ana,Eva", "--vote", "Ana", "--vote", "Eva"),
            "--vote");

    [Fact]
    public async Task An_observer_that_votes_is_refused() =>
        AssertRefused(await Typed.Async("node", "--id", "n1", "--expect", "3", "--role", "observer", "--auto"), "--role", "observer");

    [Theory]
    [InlineData("node", "--expect", "3", "--auto")]
    [InlineData("node", "--id", "n1", "--auto")]
    public async Task A_missing_required_option_is_named(params string[] arguments) =>
        AssertRefused(await Typed.Async(arguments), arguments.Contains("--id") ? "--expect" : "--id");

    [Theory]
    [InlineData("node", "--frobnicate")]
    [InlineData("local", "--peers")]
    [InlineData("local", "--listen")]
    [InlineData("node", "--no-such-flag")]
    [InlineData("sim", "--prepare")]
    [InlineData("local", "--voter-key")]
    [InlineData("node", "-x")]
    [InlineData("local", "--tui")]
    [InlineData("local", "--roll")]
    [InlineData("verify", "--all")]
    [InlineData("keygen", "--force")]
    public async Task An_unknown_flag_is_named(string command, string flag) => AssertRefused(await Typed.Async(command, flag, "1"), flag);

    [Theory]
    [InlineData("node", "--id")]
    [InlineData("local", "--seed")]
    [InlineData("keygen", "--out")]
    public async Task A_flag_without_its_value_is_named(string command, string flag) =>
        AssertRefused(await Typed.Async(command, flag), flag);

    [Fact]
    public async Task A_flag_is_never_taken_for_the_value_before_it() =>
        AssertRefused(await Typed.Async("node", "--id", "--fresh", "--expect", "3", "--auto"), "--id", "--fresh");

    [Fact]
    public async Task A_flag_given_twice_is_named() =>
        AssertRefused(await Typed.Async([.. s_node, "--seed", "1", "--seed", "2"]), "--seed");

    [Theory]
    [InlineData("--fresh=true")]
    [InlineData("--json=yes")]
    public async Task A_flag_that_takes_no_value_is_named(string argument) =>
        AssertRefused(await Typed.Async([.. s_node, argument]), argument[..argument.IndexOf('=', StringComparison.Ordinal)]);

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("NODE")]
    [InlineData("lokal")]
    public async Task An_unknown_command_is_named(string command) => AssertRefused(await Typed.Async(command), command, "local");

    [Fact]
    public async Task Without_a_command_the_commands_are_listed() =>
        AssertRefused(await Typed.Async(), "node", "local", "verify", "keygen");

    [Fact]
    public async Task Verify_requires_a_file() => AssertRefused(await Typed.Async("verify"), "TRANSCRIPT");

    [Fact]
    public async Task A_typing_mistake_gets_a_suggestion() => AssertRefused(await Typed.Async("local", "--node", "3"), "--node", "--nodes");

    [Theory]
    [InlineData("multicast", "groups", "-g", "224.1.1.1:5")]
    [InlineData("node", "-x")]
    public async Task A_flag_of_one_letter_gets_no_suggestion(params string[] arguments) =>
        Assert.DoesNotContain("did you mean", (await Typed.Async(arguments)).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("node", "--id", "n1", "lab", "--expect", "3", "--auto")]
    [InlineData("node", "--id", "n1", "--expect", "3", "--auto", "lab")]
    [InlineData("node", "lab", "--id", "n1", "--expect", "3")]
    public async Task A_word_that_belongs_to_no_flag_is_not_blamed_on_one(params string[] arguments)
    {
        Typed typed = await Typed.Async(arguments);
        AssertRefused(typed, "'lab' is not expected here");
        Assert.DoesNotContain("too many", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_was_torn_apart_is_told_how_to_hold_together() =>
        AssertRefused(await Typed.Async([.. s_node, "--choices", "Ana,", "Eva"]), "'Eva'", "--choices", "quotes");

    [Theory]
    [InlineData("multicast", "send", "-g", "224.1.1.1:5", "--timeout", "1s", "hi")]
    [InlineData("multicast", "send", "--timeout", "1s")]
    [InlineData("verify", "a", "--timeout", "b")]
    public async Task An_unknown_flag_before_an_argument_is_named_for_what_it_is(params string[] arguments) =>
        AssertRefused(await Typed.Async(arguments), "there is no option '--timeout'");

    [Fact]
    public async Task A_roll_that_is_missing_is_refused() =>
        AssertRefused(await Typed.Async([.. s_node, "--roll", "/no/such/roll.json"]), "--roll");

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--version")]
    [InlineData("node", "--help")]
    [InlineData("local", "--help")]
    [InlineData("verify", "--help")]
    [InlineData("keygen", "--help")]
    public async Task Help_and_version_are_data_and_succeed(params string[] arguments)
    {
        Typed typed = await Typed.Async(arguments);
        Assert.Equal(ExitCode.Success, typed.Code);
        Assert.NotEmpty(typed.Out);
        Assert.Empty(typed.Error);
    }

    [Fact]
    public async Task Hidden_options_stay_out_of_the_help() =>
        Assert.DoesNotContain("--part-of-run", (await Typed.Async("node", "--help")).Out, StringComparison.Ordinal);

    private static string[] NodeWithout(string flag)
    {
        int place = Array.IndexOf(s_node, flag);
        return place < 0 ? s_node : [.. s_node[..place], .. s_node[(place + 2)..]];
    }

    private static void AssertRefused(Typed typed, params string[] named)
    {
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Empty(typed.Out);
        string sentence = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(named, name => Assert.Contains(name, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain(sentence, char.IsControl);
    }
}
