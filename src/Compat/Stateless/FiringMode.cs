namespace Stateless;

/// <summary>What happens to a trigger that is fired while another one is being handled.</summary>
public enum FiringMode
{
    /// <summary>It is handled at once, inside the action that fired it.</summary>
    Immediate,

    /// <summary>It waits, first in first out, until the running one is finished. The default.</summary>
    Queued,
}
