using Election.Groups.Model;
using Election.Runtime.Storage;

namespace Election.Runtime.Tests.Storage;

/// <summary>Kept keys verify as newly imported keys do.</summary>
public sealed class VerifyingKeysTests
{
    [Fact]
    public void A_kept_key_says_of_every_signature_what_a_new_one_says()
    {
        using NodeKey mine = NodeKey.Draw();
        using NodeKey other = NodeKey.Draw();
        using var keys = new VerifyingKeys();
        byte[] signature = mine.Sign("one"u8);
        for (int round = 0; round < 3; round++)
        {
            Assert.True(keys.Verify(mine.PublicKey, "one"u8, signature));
            Assert.False(keys.Verify(mine.PublicKey, "two"u8, signature));
            Assert.False(keys.Verify(other.PublicKey, "one"u8, signature));
            Assert.False(keys.Verify(mine.PublicKey, "one"u8, signature.AsSpan(1)));
        }
        Assert.Equal(2, keys.Count);
    }

    [Fact]
    public void A_key_that_is_no_point_of_the_curve_verifies_nothing_twice()
    {
        using NodeKey mine = NodeKey.Draw();
        using var keys = new VerifyingKeys();
        var nowhere = new PublicKey(new byte[PublicKey.SizeBytes]);
        Assert.False(keys.Verify(nowhere, "one"u8, mine.Sign("one"u8)));
        Assert.False(keys.Verify(nowhere, "one"u8, mine.Sign("one"u8)));
    }

    [Fact]
    public void Beyond_the_most_keys_a_check_still_says_the_truth_and_keeps_nothing()
    {
        using NodeKey mine = NodeKey.Draw();
        using var keys = new VerifyingKeys();
        byte[] signature = mine.Sign("one"u8);
        byte[] nowhere = new byte[PublicKey.SizeBytes];
        for (int i = 0; i < VerifyingKeys.MaxKeys; i++)
        {
            (nowhere[0], nowhere[1]) = ((byte)i, (byte)(i >> 8));
            keys.Verify(new PublicKey(nowhere), "one"u8, signature);
        }
        Assert.True(keys.Verify(mine.PublicKey, "one"u8, signature));
        Assert.False(keys.Verify(mine.PublicKey, "two"u8, signature));
        Assert.Equal(VerifyingKeys.MaxKeys, keys.Count);
    }

    [Fact]
    public void Many_threads_may_check_at_once()
    {
        using NodeKey mine = NodeKey.Draw();
        using var keys = new VerifyingKeys();
        byte[] signature = mine.Sign("one"u8);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.Equal(i % 2 == 0, keys.Verify(mine.PublicKey, i % 2 == 0 ? "one"u8 : "two"u8, signature)));
        Assert.Equal(1, keys.Count);
    }

    [Fact]
    public void A_check_after_the_keys_were_let_go_still_answers()
    {
        using NodeKey mine = NodeKey.Draw();
        var keys = new VerifyingKeys();
        byte[] signature = mine.Sign("one"u8);
        Assert.True(keys.Verify(mine.PublicKey, "one"u8, signature));
        keys.Dispose();
        Assert.True(keys.Verify(mine.PublicKey, "one"u8, signature));
    }
}
