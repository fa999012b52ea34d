namespace Election.Groups.Tests.Model;

public sealed class SentenceTests
{
    private static readonly string[] s_names = ["m1", "m2", "m3"];

    [Fact]
    public void An_interpolated_string_keeps_its_text_and_its_values_apart()
    {
        Sentence sentence = $"{2} of {5,3} nodes, {0.5:P0} of {{all}}";
        Assert.Equal("{0} of {1,3} nodes, {2:P0} of {{all}}", sentence.Format);
        Assert.Equal([2, 5, 0.5], sentence.Values);
        Assert.Equal("2 of   5 nodes, 50 % of {all}", sentence.ToString());
    }

    [Fact]
    public void A_conditional_expression_is_a_sentence_by_one_of_its_branches()
    {
        bool isOne = s_names.Length == 1;
        Sentence sentence = isOne ? Sentence.Of($"{1} node") : $"{s_names.Length} nodes";
        Assert.Equal("{0} nodes", sentence.Format);
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_translated_with_it()
    {
        Sentence inner = $"{2} nodes";
        Sentence outer = $"n1 waits for {inner}";
        Assert.Equal("N1 WAITS FOR 2 NODES", outer.In(format => format.ToUpperInvariant()));
    }

    [Fact]
    public void A_sentence_made_as_a_formattable_string_is_taken_with_what_it_nests()
    {
        FormattableString inner = $"{2} nodes";
        FormattableString outer = $"n1 waits for {inner}";
        Sentence sentence = outer;
        Assert.Equal("N1 WAITS FOR 2 NODES", sentence.In(format => format.ToUpperInvariant()));
        Sentence around = $"error: {inner}";
        Assert.Equal("ERROR: 2 NODES", around.In(format => format.ToUpperInvariant()));
    }

    [Fact]
    public void A_chain_has_the_same_words_between_each_two_names() =>
        Assert.Equal("m1 before m2 before m3", Sentence.Chain($" before ", s_names).ToString());

    [Fact]
    public void Other_values_reach_nested_sentences()
    {
        Sentence inner = $"{"b"} and {3}";
        Sentence outer = $"{"a"}: {inner}";
        Assert.Equal("A: B and 3", outer.WithValues(value => value is string text ? text.ToUpperInvariant() : value).ToString());
    }

    [Fact]
    public void Sentences_of_the_same_text_and_values_are_equal()
    {
        Sentence one = $"{1} node", same = $"{1} node", other = $"{2} node";
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.True(Sentence.None.IsEmpty);
    }
}
