namespace Election.Traces.Checks;

/// <summary>
/// Checks prefix order: of the delivered sequences of any two lives, one begins with the other. That holds exactly if the longest begins
/// with each of the others.
/// </summary>
internal static class PrefixCheck
{
    public static GuaranteeVerdict Check(Deliveries deliveries)
    {
        int[][] lives = deliveries.ByLife;
        int longest = 0;
        for (int life = 1; life < lives.Length; life++)
            longest = lives[life].Length > lives[longest].Length ? life : longest;
        for (int life = 0; life < lives.Length; life++)
        {
            for (int at = 0; at < lives[life].Length; at++)
            {
                if (deliveries.MessageAt(lives[life][at]) != deliveries.MessageAt(lives[longest][at]))
                    return new GuaranteeVerdict(Guarantee.Prefix, Violated(deliveries, lives[life][at], lives[longest][at], at + 1), null);
            }
        }
        return new GuaranteeVerdict(Guarantee.Prefix, lives.Count(life => life.Length > 0) < 2
            ? Verdict.Vacuous($"No two processes deliver anything.")
            : Verdict.Holds($"Of the sequences that any two processes deliver, one begins with the other."), null);
    }

    private static Verdict Violated(Deliveries deliveries, int place, int other, int number)
    {
        string host = deliveries.Host(place), shown = deliveries.Shown(place);
        string against = deliveries.Host(other), instead = deliveries.Shown(other);
        Sentence sentence = $"Delivery {number} of {host} is {shown}, and that of {against} is {instead}.";
        return new Verdict(Finding.Violated, sentence, deliveries.WitnessOf(place, other));
    }
}
