using Election.Runtime.Network;

namespace Election.Runtime.Tests.Network;

public sealed class DatagramPoolTests
{
    [Theory]
    [InlineData(0, 2048)]
    [InlineData(2048, 2048)]
    [InlineData(2049, 16384)]
    [InlineData(16385, 65535)]
    [InlineData(65535, 65535)]
    public void A_buffer_is_of_the_smallest_size_that_fits(int length, int capacity)
    {
        DatagramBuffer buffer = new DatagramPool().Rent(length);
        Assert.Equal(length, buffer.Length);
        Assert.Equal(capacity, buffer.Capacity);
        Assert.Null(buffer.Source);
    }

    [Fact]
    public void A_buffer_that_came_back_is_given_out_again()
    {
        var pool = new DatagramPool();
        DatagramBuffer first = pool.Rent(10);
        first.Release();
        Assert.Same(first, pool.Rent(20));
    }

    [Fact]
    public void A_buffer_comes_back_once()
    {
        DatagramBuffer buffer = new DatagramPool().Rent(10);
        buffer.Release();
        Assert.Throws<InvalidOperationException>(buffer.Release);
    }

    [Fact]
    public void At_most_so_many_idle_buffers_are_kept()
    {
        var pool = new DatagramPool();
        HashSet<DatagramBuffer> lent = [.. Enumerable.Range(0, DatagramPool.MaxIdlePerSize + 1).Select(_ => pool.Rent(1))];
        foreach (DatagramBuffer buffer in lent)
            buffer.Release();
        int known = Enumerable.Range(0, DatagramPool.MaxIdlePerSize + 1).Count(_ => lent.Contains(pool.Rent(1)));
        Assert.Equal(DatagramPool.MaxIdlePerSize, known);
    }
}
