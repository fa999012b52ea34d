using System.Collections.Immutable;
using Election.Groups.Model;
using Election.Voting.Setup;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace Election.Voting.Tests.Setup;

public sealed class ManifestTests
{
    private static readonly Gen<string> s_name =
        from points in Gen.ArrayOf(Gen.Elements("a", "B", "7", " ", "é", "ñ", "語", "🗳", "\"", "\\", "-"))
        let text = string.Concat(points.Take(12)).Trim()
        select text.Length == 0 ? "x" : text;

    private static readonly Gen<Manifest> s_manifest =
        from title in s_name
        from names in Gen.ArrayOf(s_name)
        from order in Gen.Choose(1, 5)
        from reVote in Gen.Choose(1, 2)
        from firstTo in Gen.Choose(0, FirstToRule.MaxWeight)
        from isRace in Gen.Elements(true, false)
        from quorum in Gen.Choose(0, 100)
        from hasChair in Gen.Elements(true, false)
        from weights in Gen.ArrayOf(Gen.Choose(1, Voter.MaxWeight))
        from nonce in Gen.Choose(0, int.MaxValue)
        select new Manifest
        {
            Title = title,
            Choices = [.. names.Append("first").Append("second").Distinct().Take(ChoiceList.Max)],
            Order = (DeliveryOrder)order,
            ReVote = (ReVotePolicy)reVote,
            Rule = (isRace, reVote) switch
            {
                (false, _) => CountingRule.Plurality,
                (true, (int)ReVotePolicy.Final) => new FirstToRule(Math.Max(1, firstTo)),
                _ => new LastVoteWinsRule(),
            },
            Quorum = quorum == 0 ? null : quorum,
            Chair = hasChair ? MemberId.Parse("n1") : null,
            Roll = [.. weights.Take(40).Select((weight, i) => new Voter($"voter {i}", Ballots.Key(i), weight))],
            Nonce = Hash256.Of(BitConverter.GetBytes(nonce)),
        };

    private static Manifest Small => Ballots.TwoChoices with { Chair = MemberId.Parse("n2"), Roll = [new Voter("Ana", Ballots.Key(1), 3)] };

    [Fact]
    public void What_is_encoded_is_read_back_equal() => Prop.ForAll(s_manifest.ToArbitrary(), manifest =>
        Manifest.TryDecode(manifest.Encode(), out Manifest? read) && read == manifest && read!.Encode().SequenceEqual(manifest.Encode()))
        .QuickCheckThrowOnFailure();

    [Property]
    public bool Random_bytes_are_refused_without_an_exception(byte[] bytes) => !Manifest.TryDecode(bytes, out _);

    [Fact]
    public void Every_prefix_and_every_trailing_byte_is_refused()
    {
        byte[] bytes = Small.Encode();
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(Manifest.TryDecode(bytes.AsSpan(0, length), out _));
        Assert.False(Manifest.TryDecode([.. bytes, 0], out _));
    }

    [Fact]
    public void A_flipped_bit_gives_another_manifest_or_none()
    {
        byte[] bytes = Small.Encode();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(!Manifest.TryDecode(flipped, out Manifest? read) || read != Small);
        }
    }

    [Fact]
    public void A_name_that_is_not_NFC_is_refused_on_the_wire()
    {
        byte[] composed = (Small with { Title = "\u00E9e" }).Encode(); // C3 A9 65: three bytes, as are 65 CC 81
        int at = composed.AsSpan().IndexOf("\u00E9e"u8);
        "e\u0301"u8.CopyTo(composed.AsSpan(at));
        Assert.False(Manifest.TryDecode(composed, out _));
    }

    [Fact]
    public void Only_the_nonce_may_differ()
    {
        Assert.Null(Small.FirstDifference(Small with { Nonce = Hash256.Of("other"u8) }));
        Assert.NotEqual(Small, Small with { Nonce = Hash256.Of("other"u8) });
    }

    public static TheoryData<string, string, string> Differences => new()
    {
        { "title", "A test", "Another" },
        { "order", "atomic", "fifo" },
        { "rule", "plurality", "first-to-3" },
        { "re-vote", "final", "changeable" },
        { "quorum", "none", "5" },
        { "chair", "n2", "none" },
        { "choices", "Sánchez,Pérez", "Pérez,Sánchez" },
        { "roll", "1 voters", "open" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void The_first_field_that_differs_is_named_with_both_values(string field, string mine, string theirs)
    {
        Manifest other = field switch
        {
            "title" => Small with { Title = "Another", Order = DeliveryOrder.Fifo },
            "order" => Small with { Order = DeliveryOrder.Fifo },
            "rule" => Small with { Rule = new FirstToRule(3) },
            "re-vote" => Small with { ReVote = ReVotePolicy.Changeable },
            "quorum" => Small with { Quorum = 5 },
            "chair" => Small with { Chair = null },
            "choices" => Small with { Choices = ["Pérez", "Sánchez"] },
            _ => Small with { Roll = [] },
        };
        ManifestDifference difference = Small.FirstDifference(other)!;
        Assert.Equal((field, mine, theirs),
            (difference.Field, difference.Mine.ToString(), difference.Theirs.ToString()));
    }

    public static TheoryData<string> Faults =>
        ["title", "choices", "control", "quorum", "weight", "voter", "key", "size", "order", "long roll", "race to nothing",
            "race too long", "race with changes", "last of one"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_manifest_out_of_bounds_says_why_and_is_never_encoded(string fault)
    {
        var ana = new Voter("Ana", Ballots.Key(1), 1);
        string wide = new('語', Names.MaxCodePoints - 4);
        (Manifest broken, string says) = fault switch
        {
            "title" => (Small with { Title = " x" }, "the title"),
            "choices" => (Small with { Choices = ["one"] }, "at least 2"),
            "control" => (Small with { Choices = ["a", "b\u0001"] }, "U+0001"),
            "quorum" => (Small with { Quorum = 0 }, "quorum"),
            "weight" => (Small with { Roll = [ana with { Weight = 0 }] }, "weight"),
            "voter" => (Small with { Roll = [ana, ana with { Key = Ballots.Key(2) }] }, "'Ana' is on the roll twice"),
            "key" => (Small with { Roll = [ana, ana with { Name = "Eva" }] }, "key of voter 'Eva'"),
            "size" => (Small with { Roll = [.. Enumerable.Range(0, 200).Select(i => new Voter($"{wide}{i}", Ballots.Key(i), 1))] },
                "bytes, more than"),
            "order" => (Small with { Order = 0 }, "order"),
            "race to nothing" => (Small with { Rule = new FirstToRule(0) }, "needs 1 to 256000000"),
            "race too long" => (Small with { Rule = new FirstToRule(FirstToRule.MaxWeight + 1) }, "needs 1 to 256000000"),
            "race with changes" => (Small with { Rule = new FirstToRule(3), ReVote = ReVotePolicy.Changeable }, "votes are final"),
            "last of one" => (Small with { Rule = new LastVoteWinsRule() }, "votes are changeable"),
            _ => (Small with { Roll = [.. Enumerable.Range(0, 257).Select(i => ana)] }, "at most 256"),
        };
        Assert.Contains(says, broken.Objection()?.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => broken.Encode());
    }

    [Fact]
    public void The_layout_is_the_published_one()
    {
        byte[] bytes = (Small with { Quorum = 258, Nonce = Hash256.Of("n"u8) }).Encode();
        string expected = "01" + "0006412074657374" + "05" + "01" + "01" + "00000102" + "026e32" + "0001"
            + "0002" + "000853c3a16e6368657a" + "000650c3a972657a"
            + "0001" + "0003416e61" + Ballots.Key(1) + "00000003" + Hash256.Of("n"u8);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void The_number_to_reach_stands_after_its_rule_and_nowhere_else()
    {
        byte[] plain = Small.Encode();
        int at = 1 + 2 + "A test".Length + 1;
        Assert.Equal(1, plain[at]);
        Assert.Equal<byte>([.. plain[..at], 2, 0, 0, 1, 2, .. plain[(at + 1)..]], (Small with { Rule = new FirstToRule(258) }).Encode());
        Manifest changeable = Small with { ReVote = ReVotePolicy.Changeable };
        Assert.Equal<byte>([.. plain[..at], 3, 2, .. plain[(at + 2)..]], (changeable with { Rule = new LastVoteWinsRule() }).Encode());
        foreach (byte unknown in new byte[] { 0, 4, 255 })
        {
            plain[at] = unknown;
            Assert.False(Manifest.TryDecode(plain, out _));
        }
    }
}
