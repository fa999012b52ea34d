using System.Numerics;

namespace Election.Traces.Orders;

/// <summary>Binomial coefficients, from Pascal's triangle.</summary>
internal sealed class Binomials
{
    private readonly BigInteger[][] _rows;

    /// <summary>Computes the rows 0 to <paramref name="most"/>.</summary>
    public Binomials(int most)
    {
        _rows = new BigInteger[most + 1][];
        for (int n = 0; n <= most; n++)
        {
            _rows[n] = new BigInteger[n + 1];
            _rows[n][0] = _rows[n][n] = BigInteger.One;
            for (int k = 1; k < n; k++)
                _rows[n][k] = _rows[n - 1][k - 1] + _rows[n - 1][k];
        }
    }

    /// <summary>The number of ways to choose k things out of n.</summary>
    public BigInteger this[int n, int k] => k < 0 || k > n ? BigInteger.Zero : _rows[n][k];
}
