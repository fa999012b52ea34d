using Election.Groups.Model;
using Election.Groups.Stack;

namespace Election.Groups.Tests.Stack;

public sealed class OrderStackTests
{
    [Fact]
    public void Every_order_has_a_stack_whose_layers_have_what_they_need()
    {
        foreach (DeliveryOrder order in Enum.GetValues<DeliveryOrder>())
        {
            Assert.Null(OrderStack.Objection(OrderStack.LayersOf(order).ToArray()));
            Assert.Equal(order == DeliveryOrder.Atomic, OrderStack.Of(order).IsAtomic);
            Assert.Equal(order == DeliveryOrder.Causal, OrderStack.Of(order).CarriesCauses);
        }
    }

    [Theory]
    [InlineData(new[] { LayerKind.Unreliable, LayerKind.Fifo, LayerKind.Direct },
        "the fifo layer needs every message to come at last, or it would wait for a lost one for ever, and nothing below it provides that")]
    [InlineData(new[] { LayerKind.Unreliable, LayerKind.Causal, LayerKind.Direct },
        "the causal layer needs every message to come at last, or it would wait for a lost one for ever, and nothing below it "
        + "provides that")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Atomic },
        "the atomic layer needs each origin's messages in their order, and nothing below it provides that")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Causal, LayerKind.Atomic },
        "the causal layer needs messages that carry their causes, and with the atomic layer on top they do not")]
    [InlineData(new[] { LayerKind.Fifo, LayerKind.Direct }, "the fifo layer cannot stand at the bottom: put unreliable or reliable there")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Unreliable, LayerKind.Direct }, "the unreliable layer can only stand at the bottom")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Direct, LayerKind.Fifo }, "the fifo layer cannot stand above the direct layer")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Direct, LayerKind.Atomic }, "the atomic layer cannot stand above the direct layer")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Fifo, LayerKind.Fifo, LayerKind.Direct }, "the fifo layer stands in the stack twice")]
    [InlineData(new[] { LayerKind.Reliable, LayerKind.Fifo }, "nothing delivers the messages: put direct or atomic on top")]
    [InlineData(new LayerKind[0], "a stack has a bottom and a top, and this one has no layer")]
    public void A_stack_that_does_not_meet_a_layers_needs_is_refused_with_the_reason(LayerKind[] layers, string reason) =>
        Assert.Equal(reason, OrderStack.Objection(layers)!.ToString());

    [Fact]
    public void Checks_stand_below_the_top_and_the_one_of_statements_above_it()
    {
        OrderStack weak = OrderStack.Of(DeliveryOrder.Unreliable, LayerKind.FifoCheck, LayerKind.CausalCheck);
        OrderStack atomic = OrderStack.Of(DeliveryOrder.Atomic, LayerKind.TotalCheck, LayerKind.FifoCheck);

        Assert.Equal([LayerKind.Unreliable, LayerKind.FifoCheck, LayerKind.CausalCheck, LayerKind.Direct], weak.Layers.ToArray());
        Assert.True(weak.CarriesCauses);
        Assert.Equal([LayerKind.Reliable, LayerKind.Fifo, LayerKind.FifoCheck, LayerKind.Atomic, LayerKind.TotalCheck],
            atomic.Layers.ToArray());
        Assert.False(atomic.CarriesCauses);
    }

    [Fact]
    public void A_check_that_an_order_gives_nothing_to_look_at_is_refused_with_the_reason()
    {
        Assert.Equal("the causal check needs messages that carry their causes, and with the atomic layer on top they do not",
            OrderStack.Objection(DeliveryOrder.Atomic, LayerKind.CausalCheck)!.ToString());
        Assert.Equal("the total check needs statements with an index, the same for all, and nothing below it provides that",
            OrderStack.Objection(DeliveryOrder.Causal, LayerKind.TotalCheck)!.ToString());
        Assert.Equal("the fifo check stands in the stack twice",
            OrderStack.Objection(DeliveryOrder.Fifo, LayerKind.FifoCheck, LayerKind.FifoCheck)!.ToString());
        Assert.Throws<ArgumentException>(() => OrderStack.Of(DeliveryOrder.Causal, LayerKind.TotalCheck));
    }
}
