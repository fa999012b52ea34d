using Election.Groups.Faults;
using Election.Simulation.Elections;
using Election.Voting.Core;
using SpokenLanguage = Election.Node.Talk.Language.Language;

namespace Election.Node.Tests.Talk.Language;

/// <summary>Sentences of the core in Spanish. Each is translated whole, including the sentences among its values.</summary>
public sealed class CoreInSpanishTests
{
    [Theory]
    [InlineData("n1:loss=2",
        "--fault: '2' en 'loss=2' no es una probabilidad; escriba de 0% a 100%, o de 0 a 1, con un detalle de 0.0001% como mucho.")]
    [InlineData("n!:drop",
        "--fault: 'n!' en 'n!' no nombra ningún nodo: el identificador de un nodo lleva letras, cifras, «.», «_» y «-», no '!'.")]
    [InlineData("n1>n2:crash",
        "--fault: 'n1>n2' es un enlace, y 'crash' le sucede a un nodo; escriba el identificador de un nodo, leader o all.")]
    public void A_malformed_fault_is_refused(string fault, string said)
    {
        Assert.Equal(said, SpokenLanguage.Spanish.Say(FaultPlan.Read([fault], 1).Refusal!));
    }

    [Fact]
    public void A_barrier_that_timed_out_names_the_nodes_present_and_those_not_ready()
    {
        Assert.Equal("nodos que faltan: 1 de 3; presentes: n1, n2", ReasonOf("n1", Faults("n3>*:drop")));
        Assert.Equal("2 de 3 miembros están listos; sin estar listos: n3", ReasonOf("n1", Faults("*>n3:drop")));
    }

    [Fact]
    public void A_member_without_a_majority_says_how_many_it_hears()
    {
        ElectionScenario scenario = Faults("n2:crash@2s", "n3:crash@2s") with { VoteWithin = TimeSpan.FromSeconds(20) };
        Assert.Equal("sin quórum (1 de 3)", ReasonOf("n1", scenario));
    }

    private static string ReasonOf(string node, ElectionScenario scenario)
    {
        NodeSnapshot ended = ElectionSimulation.Run(scenario).Nodes.Single(one => one.Id.Text == node).Snapshot!;
        Assert.Equal(Verdict.Stalled, ended.Verdict);
        return SpokenLanguage.Spanish.Say(ended.Reason!);
    }

    private static ElectionScenario Faults(params string[] faults) =>
        new() { Nodes = 3, Seed = 3, Faults = [.. faults.Select(text => FaultSpec.Read(text).OrThrow())] };
}
