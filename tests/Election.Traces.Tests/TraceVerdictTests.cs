using Election.Traces.Checks;
using Election.Traces.Model;

namespace Election.Traces.Tests;

/// <summary>Verdicts with their witnesses and sentences, on executions that show one thing each.</summary>
public sealed class TraceVerdictTests
{
    [Fact]
    public void A_run_in_which_all_deliver_all_in_one_order_keeps_every_guarantee()
    {
        TraceReport report = Check("b1 d11 d21 b2 d12", "d11 b1 d21 d12", "d11 d21 d12");
        Guarantee[] unrecorded = [Guarantee.DeclaredCausal, Guarantee.NoLoss, Guarantee.MinoritySilence];
        Assert.All(report.Guarantees, one =>
            Assert.Equal(unrecorded.Contains(one.Guarantee) ? Finding.Vacuous : Finding.Holds, one.Finding));
    }

    [Fact]
    public void What_a_process_delivered_before_its_crash_is_owed_by_all_that_never_crash()
    {
        TraceReport report = Checked(
            TraceText.Json("n1", "n1 n2 n3", Send("n1:1"), Deliver("n1:1"), "\"ev\":\"crash\""),
            TraceText.Json("n2", "n1 n2 n3", Send("n2:1"), Deliver("n2:1")),
            TraceText.Json("n3", "n1 n2 n3", Deliver("n2:1")));
        Assert.Equal(Finding.Holds, report[Guarantee.Reliable].Finding);
        Verdict uniform = report[Guarantee.Uniform].GapAware;
        Assert.Equal("n1 delivers n1:1 and crashes, and n2 never delivers it.", uniform.Sentence.InEnglish());
        Assert.Equal("n1#2, n2#2", uniform.Witness!.ToString());
        Verdict prefix = report[Guarantee.Prefix].GapAware;
        Assert.Equal("Delivery 1 of n2 is n2:1, and that of n1 is n1:1.", prefix.Sentence.InEnglish());
        Assert.Equal("n2#2, n1#2", prefix.Witness!.ToString());
    }

    [Fact]
    public void What_was_committed_is_lost_if_a_process_that_never_crashed_does_not_deliver_it()
    {
        string[] commit = [Send("n1:1"), "\"ev\":\"commit\",\"msg\":\"n1:1\"", "\"ev\":\"crash\""];
        TraceReport report = Checked(
            TraceText.Json("n1", "n1 n2 n3", commit), TraceText.Json("n2", "n1 n2 n3"), TraceText.Json("n3", "n1 n2 n3"));
        Verdict loss = report[Guarantee.NoLoss].GapAware;
        Assert.Equal("n1 knows that n1:1 is committed, and n2 never delivers it.", loss.Sentence.InEnglish());
        Assert.Equal("n1#2, n2#0", loss.Witness!.ToString());
        Assert.Equal(Finding.Vacuous, report[Guarantee.Uniform].Finding);
        report = Checked(TraceText.Json("n1", "n1 n2", commit), TraceText.Json("n2", "n1 n2"));
        Assert.Equal(Finding.Vacuous, report[Guarantee.NoLoss].Finding);
    }

    [Fact]
    public void A_message_that_only_a_minority_had_must_not_be_delivered()
    {
        TraceReport report = Checked(
            TraceText.Json("n1", "n1 n2 n3", Send("n1:1"), "\"ev\":\"order\",\"msg\":\"n1:1\"", Deliver("n1:1")),
            TraceText.Json("n2", "n1 n2 n3", "\"ev\":\"lose\",\"msg\":\"n1:1\""),
            TraceText.Json("n3", "n1 n2 n3"));
        Verdict silence = report[Guarantee.MinoritySilence].GapAware;
        Assert.Equal("n1 delivers n1:1, which only 1 of 3 processes had.", silence.Sentence.InEnglish());
        Assert.Equal("n1#3, n2#1", silence.Witness!.ToString());
        report = Checked(
            TraceText.Json("n1", "n1 n2 n3", Send("n1:1"), Deliver("n1:1")),
            TraceText.Json("n2", "n1 n2 n3", "\"ev\":\"receive\",\"msg\":\"n1:1\""),
            TraceText.Json("n3", "n1 n2 n3"));
        Assert.Equal(Finding.Holds, report[Guarantee.MinoritySilence].Finding);
    }

    [Fact]
    public void One_swapped_delivery_in_a_long_trace_is_named_by_its_pair()
    {
        string[] broadcasts = [.. Enumerable.Range(1, 60).Select(i => $"b{i}")];
        string[] delivered = [.. Enumerable.Range(1, 60).Select(i => $"d1{i}")];
        string right = string.Join(' ', delivered);
        (delivered[29], delivered[30]) = (delivered[30], delivered[29]);
        TraceReport report = Check($"{string.Join(' ', broadcasts)} {right}", right, string.Join(' ', delivered), right);
        Assert.Equal("3#30, 3#31", report[Guarantee.Total].GapAware.Witness!.ToString());
        Assert.Equal("3 delivers 1:31 before 1:30, and 1 after it.", report[Guarantee.Total].GapAware.Sentence.InEnglish());
        Assert.Equal("3#30, 3#31", report[Guarantee.Fifo].GapAware.Witness!.ToString());
        Assert.Equal("3 delivers 1:31 before 1:30, though 1 broadcast 1:30 first.", report[Guarantee.Fifo].GapAware.Sentence.InEnglish());
        Assert.Equal("3#30, 3#31", report[Guarantee.Causal].GapAware.Witness!.ToString());
        Assert.Equal(Finding.Holds, report[Guarantee.Reliable].Finding);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Whichever_host_is_alone_with_its_order_is_the_one_that_total_order_names(int alone)
    {
        string[] hosts = ["b1 d11 d21", "b1 d11 d21", "d11 d21"];
        hosts[alone] = hosts[alone].Replace("d11 d21", "d21 d11", StringComparison.Ordinal);
        Witness witness = Check(hosts)[Guarantee.Total].GapAware.Witness!;
        Assert.Equal($"{alone + 1}", witness.First.Host);
        Assert.Equal($"{alone + 1}", witness.Second.Host);
    }

    [Fact]
    public void A_message_out_of_nowhere_is_a_creation_with_the_end_of_its_alleged_senders_trace_as_witness()
    {
        Verdict verdict = Check("b1 d11", "d11 d19")[Guarantee.Integrity].GapAware;
        Assert.Equal("2 delivers 1:9, which 1 never broadcast.", verdict.Sentence.InEnglish());
        Assert.Equal("2#2, 1#2", verdict.Witness!.ToString());
        Assert.Equal("2:2", verdict.Witness.FirstAt);
    }

    [Fact]
    public void A_second_delivery_is_a_duplication()
    {
        Verdict verdict = Check("b1 d11", "d11 d11")[Guarantee.Integrity].GapAware;
        Assert.Equal("2 delivers 1:1 twice.", verdict.Sentence.InEnglish());
        Assert.Equal("2#2, 2#1", verdict.Witness!.ToString());
    }

    [Fact]
    public void A_lost_message_violates_reliability_and_the_gap_aware_forms_but_exchanges_nothing()
    {
        TraceReport report = Check("b1 b2 d11 d12", "d12");
        Assert.Equal("1 delivers 1:1, and 2 never delivers it.", report[Guarantee.Reliable].GapAware.Sentence.InEnglish());
        Assert.Equal("1#3, 2#1", report[Guarantee.Reliable].GapAware.Witness!.ToString());
        GuaranteeVerdict fifo = report[Guarantee.Fifo];
        Assert.Equal("2 delivers 1:2 and never delivers 1:1, though 1 broadcast 1:1 first.", fifo.GapAware.Sentence.InEnglish());
        Assert.Equal("2#1, 1#1", fifo.GapAware.Witness!.ToString());
        Assert.Equal(Finding.Holds, fifo.AmongDelivered!.Finding);
        Assert.Equal("2 delivers 1:2 and not 1:1, which 1 delivers before it.", report[Guarantee.Total].GapAware.Sentence.InEnglish());
        Assert.Equal(Finding.Holds, report[Guarantee.Total].AmongDelivered!.Finding);
    }

    [Fact]
    public void Total_order_does_not_imply_fifo_and_fifo_does_not_imply_causal()
    {
        TraceReport total = Check("b1 b2 d12 d11", "d12 d11");
        Assert.Equal(Finding.Holds, total[Guarantee.Total].Finding);
        Assert.Equal(Finding.Violated, total[Guarantee.Fifo].Finding);
        TraceReport fifo = Check("b1 d11 d21", "d11 b1 d21", "d21 d11");
        Assert.Equal(Finding.Holds, fifo[Guarantee.Reliable].Finding);
        Assert.Equal("3 delivers 2:1 before 1:1, though 2 could know 1:1 when it broadcast 2:1.",
            fifo[Guarantee.Causal].GapAware.Sentence.InEnglish());
        Assert.NotEqual(Finding.Violated, fifo[Guarantee.Fifo].Finding);
    }

    [Fact]
    public void A_cause_counts_through_messages_that_were_not_delivered()
    {
        // 1:1 is known to 2:1, and 2:1 to 3:1; process 4 delivers the two ends in the wrong order and never the middle.
        GuaranteeVerdict causal = Check("b1 d11", "d11 b1", "d11 d21 b1", "d31 d11")[Guarantee.Causal];
        Assert.Equal(Finding.Violated, causal.AmongDelivered!.Finding);
        Assert.Equal("4#1, 4#2", causal.AmongDelivered.Witness!.ToString());
    }

    [Fact]
    public void What_was_never_put_to_the_test_is_vacuous()
    {
        TraceReport report = Check("b1 d11", "d11");
        Assert.Equal(Finding.Vacuous, report[Guarantee.Fifo].Finding);
        Assert.Equal(Finding.Vacuous, report[Guarantee.Causal].Finding);
        Assert.Equal(Finding.Vacuous, report[Guarantee.Total].Finding);
        TraceReport silent = Check("", "");
        Assert.All(silent.Guarantees, one => Assert.Equal(Finding.Vacuous, one.Finding));
    }

    [Fact]
    public void Declared_causality_asks_for_what_was_declared_and_potential_causality_for_what_could_be_known()
    {
        const string all = "n1 n2 n3";
        TraceReport report = Checked(
            TraceText.Json("n1", all, Send("n1:1"), Deliver("n1:1")),
            TraceText.Json("n2", all, Deliver("n1:1"), Send("n2:1"), Send("n2:2", "\"n2\":1"), Deliver("n2:1"), Deliver("n2:2")),
            TraceText.Json("n3", all, Deliver("n2:1"), Deliver("n2:2"), Deliver("n1:1")));
        Assert.Equal(Finding.Holds, report[Guarantee.DeclaredCausal].Finding);
        Assert.Equal("n3#1, n3#3", report[Guarantee.Causal].GapAware.Witness!.ToString());
        report = Checked(
            TraceText.Json("n1", "n1 n2", Send("n1:1")),
            TraceText.Json("n2", "n1 n2", Send("n2:1", "\"n1\":1"), Deliver("n2:1"), Deliver("n1:1")));
        Assert.Equal("n2 delivers n2:1 before n1:1, though n1:1 is a declared cause of n2:1.",
            report[Guarantee.DeclaredCausal].GapAware.Sentence.InEnglish());
        Assert.Equal(Finding.Vacuous, report[Guarantee.Causal].Finding);
    }

    [Fact]
    public void Nothing_is_asked_of_a_process_that_crashed_and_nothing_of_a_message_that_was_withdrawn()
    {
        TraceReport report = Checked(
            TraceText.Json("n1", "n1 n2 n3", Send("n1:1"), """
                "ev":"withdraw","msg":"n1:1"
                """),
            TraceText.Json("n2", "n1 n2 n3", Send("n2:1"), Deliver("n2:1")),
            TraceText.Json("n3", "n1 n2 n3", Deliver("n2:1"), "\"ev\":\"crash\""));
        Assert.Equal("n2 delivers n2:1, and n1 never delivers it.", report[Guarantee.Reliable].GapAware.Sentence.InEnglish());
        report = Checked(
            TraceText.Json("n1", "n1 n2", Send("n1:1"), Send("n1:2"), Deliver("n1:2"), """
                "ev":"withdraw","msg":"n1:1"
                """),
            TraceText.Json("n2", "n1 n2", "\"ev\":\"crash\"", "\"ev\":\"restart\"", Deliver("n1:2")));
        Assert.Equal(Finding.Holds, report[Guarantee.Reliable].Finding);
    }

    [Fact]
    public void A_life_that_delivers_again_what_the_one_before_it_delivered_duplicates_nothing()
    {
        TraceReport report = Checked(
            TraceText.Json("n1", "n1 n2", Send("n1:1"), Send("n1:2"), Deliver("n1:1"), Deliver("n1:2")),
            TraceText.Json("n2", "n1 n2", Deliver("n1:1"), "\"ev\":\"crash\"", "\"ev\":\"restart\"", Deliver("n1:1"), Deliver("n1:2")));
        Assert.Equal(Finding.Holds, report[Guarantee.Integrity].Finding);
        Assert.Equal(Finding.Holds, report[Guarantee.Fifo].Finding);
        Assert.Equal(Finding.Holds, report[Guarantee.Total].Finding);
    }

    private static string Send(string message, string? deps = null) =>
        $"\"ev\":\"send\",\"msg\":\"{message}\"" + (deps is null ? "" : $",\"deps\":{{{deps}}}");

    private static string Deliver(string message) => $"\"ev\":\"deliver\",\"msg\":\"{message}\"";

    private static TraceReport Check(params string[] hosts) => TraceChecker.Check(TraceText.Of(hosts));

    private static TraceReport Checked(params (string Name, string Text)[] files)
    {
        (Trace? trace, TraceFault? fault) = TraceText.Read(files);
        Assert.Null(fault);
        return TraceChecker.Check(trace!);
    }
}
