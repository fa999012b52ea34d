using System.Text.Json;
using Election.Node.Talk.Language;
using Election.Node.Talk;
using Election.Node.Tests.Commands;
using Election.Node.Tools.Doctor;
using Election.Runtime;
using Spectre.Console.Testing;
using Spectre.Console;

namespace Election.Node.Tests.Tools.Doctor;

public sealed class DoctorReportTests
{
    private static readonly DoctorReport s_mixed = new(Described.Linux,
    [
        Diagnosis.Of(Described.Loopback, Described.CameBack, Described.Linux),
        Diagnosis.Of(Described.Wired, InterfaceProbes.None, Described.Linux),
        Diagnosis.Of(Described.Interface("docker0") with { IsUp = false, MtuBytes = null }, InterfaceProbes.None, Described.Linux),
    ]);

    [Fact]
    public void The_table_names_every_interface_and_says_why_some_were_not_probed()
    {
        string printed = Print(s_mixed);
        Assert.Equal(
        [
            "lo|loopback|up|yes|came-back|came-back|0|65536|no-multicast|works",
            "eth0|wired|up|yes|–|–|1|1500|possible|not probed (name it with --interface)",
            "docker0|container-bridge|down|yes|–|–|1|–|no-address|unusable: down",
        ], RowsOf(printed).Skip(1));
        Assert.Contains("docker0  down: it is down or has no link\n    do: sudo ip link set docker0 up", printed, StringComparison.Ordinal);
        Assert.EndsWith("multicast works on lo\n", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.EnglishCode, "interface")]
    [InlineData(Language.SpanishCode, "interfaz")]
    public void On_a_narrow_screen_no_word_is_broken(string language, string title)
    {
        using var console = new TestConsole().Width(80);
        console.Write(DoctorTable.TableOf(s_mixed, 80, Language.Of(language)!.Value));
        IReadOnlyList<string> lines = console.Lines;
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        string[] words = [.. lines.SelectMany(line => line.Split(' ', '│', ','))];
        foreach (string word in (string[])[title, "docker0", "container-bridge", "came-back", "65536", "no-multicast", "--interface)"])
            Assert.Contains(word, words);
    }

    [Fact]
    public void A_Spanish_report_has_Spanish_talk_the_same_words_of_the_contract_and_an_English_document()
    {
        string printed = Print(s_mixed, Language.Spanish);
        Assert.Equal(
        [
            "interfaz|tipo|estado|multicast|socket propio|otro proceso|ttl|mtu|IPv6|veredicto",
            "lo|loopback|activa|sí|came-back|came-back|0|65536|no-multicast|works",
            "eth0|wired|activa|sí|–|–|1|1500|possible|sin sondear (nómbrela con --interface)",
            "docker0|container-bridge|inactiva|sí|–|–|1|–|no-address|unusable: down",
        ], RowsOf(printed));
        Assert.Contains("docker0  down: está inactiva o no tiene enlace\n    qué hacer: sudo ip link set docker0 up, y compruebe", printed);
        Assert.EndsWith("la multidifusión funciona en lo\n", printed, StringComparison.Ordinal);
        string document = DoctorDocument.Of(s_mixed).ToLine();
        Assert.Contains("\"sentence\":\"multicast works on lo\"", document, StringComparison.Ordinal);
        Assert.Contains("\"problem\":\"it is down or has no link\",\"advice\":\"sudo ip link set docker0 up, and check", document,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Families_that_fare_differently_are_told_apart()
    {
        InterfaceProbes probed = Described.Probed(
            Described.Ipv4(ProbeOutcome.CameBack, ProbeOutcome.CameBack), Described.Ipv6(ProbeOutcome.CameBack, ProbeOutcome.Lost));
        string printed = Print(new DoctorReport(Described.Linux, [Diagnosis.Of(Described.Wired, probed, Described.Linux)]));
        Assert.Contains("IPv4 came-back, IPv6 lost", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_any_interface_is_reported_as_such()
    {
        var report = new DoctorReport(Described.Linux, []);
        Assert.False(report.Works);
        Assert.Equal("multicast works nowhere: this machine has no network interface\n", Print(report));
    }

    [Fact]
    public void Without_a_working_interface_the_verdict_is_fails()
    {
        var report = new DoctorReport(Described.Linux, [.. s_mixed.Interfaces.Skip(1)]);
        Assert.False(report.Works);
        Assert.Equal("multicast works on none of the interfaces that may be probed", report.Sentence.ToString());
        Assert.Equal("fails", DoctorDocument.Of(report).Verdict);
    }

    [Fact]
    public void The_document_is_one_line_with_these_fields()
    {
        string line = DoctorDocument.Of(new DoctorReport(Described.Linux, [s_mixed.Interfaces[0], s_mixed.Interfaces[2]])).ToLine();
        Assert.DoesNotContain('\n', line);
        using var document = JsonDocument.Parse(line);
        Assert.Equal("""
            {"schema":"election-doctor/1","verdict":"works","sentence":"multicast works on lo",
            "machine":{"system":"linux","wsl":false,"container":false,"firewalls":[]},"interfaces":[
            {"name":"lo","kind":"loopback","up":true,"multicast":true,"addresses":["127.0.0.1","::1"],"ttl":0,"mtu":65536,
            "ipv6":"no-multicast",
            "probes":[{"family":"IPv4","group":"239.192.7.1:20000","ownSocket":"came-back","otherProcess":"came-back","problem":null}],
            "buffers":{"receiveAsked":4096,"receiveGranted":4096,"sendAsked":1024,"sendGranted":1024},"verdict":"works","findings":[]},
            {"name":"docker0","kind":"container-bridge","up":false,"multicast":true,"addresses":[],"ttl":1,"mtu":null,"ipv6":"no-address",
            "probes":[],"buffers":null,"verdict":"unusable","findings":[
            """.ReplaceLineEndings(""), line[..line.LastIndexOf("{\"code\":\"down\"", StringComparison.Ordinal)]);
    }

    [Fact]
    public void The_interface_is_the_one_that_was_typed_by_name_or_address()
    {
        Assert.Equal("eth0", Named("eth0"));
        Assert.Equal("eth0", Named("10.77.0.1"));
        Assert.Equal("eth0", Named("fe80::1"));
        Assert.Equal("lo", Named("loopback"));
        Assert.Equal("docker0", Named("docker0"));
    }

    [Fact]
    public void An_unknown_interface_is_refused_with_the_existing_ones()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Named("wlan7"));
        Assert.Contains("lo (127.0.0.1), eth0 (10.77.0.1), docker0 (no address)", refusal.Message, StringComparison.Ordinal);
        refusal = Assert.Throws<StartRefusedException>(() => DoctorRun.Named("wlan7", []));
        Assert.Contains("this machine has none", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_two_interfaces_have_is_refused_with_their_names()
    {
        var refusal = Assert.Throws<StartRefusedException>(
            () => DoctorRun.Named("fe80::1", [Described.Wired, Described.Interface("eth1", "fe80::1%3")]));
        Assert.Contains("name eth0 or eth1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("eth1", DoctorRun.Named("fe80::1%3", [Described.Wired, Described.Interface("eth1", "fe80::1%3")]).Name);
    }

    [Theory]
    [InlineData("--interface", "no-such-interface")]
    [InlineData("--interface", "192.0.2.77")]
    [InlineData("--interface", "")]
    [InlineData("--interface", "a\u001b[31m")]
    [InlineData("--listen-on", "10.0.0.1:1")]
    public async Task A_bad_value_names_its_flag(string flag, string value)
    {
        Typed typed = await Typed.Async("doctor", flag, value);
        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Empty(typed.Out);
        string sentence = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"election: {flag}: ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', typed.Error);
    }

    [Fact]
    public async Task The_second_process_is_an_option_hidden_from_the_operator()
    {
        Typed typed = await Typed.Async("doctor", "--help");
        Assert.Contains("--interface", typed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--listen-on", typed.Out, StringComparison.Ordinal);
    }

    private static string Named(string typed) => DoctorRun.Named(typed, [.. s_mixed.Interfaces.Select(one => one.Facts)]).Name;

    private static IEnumerable<string> RowsOf(string printed) => printed.Split('\n')
        .Where(line => line.StartsWith("│ ", StringComparison.Ordinal))
        .Select(row => string.Join('|', row.Trim('│').Split('│').Select(cell => cell.Trim())));

    private static string Print(DoctorReport report, Language language = default)
    {
        var output = new StringWriter { NewLine = "\n" };
        DoctorTable.Print(report, TextTerminal.Of(output, TextWriter.Null).In(language));
        return output.ToString();
    }
}
