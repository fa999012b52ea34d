using Election.Groups.Faults;

namespace Election.Node.Tests.Runs.Local;

/// <summary>Faults as an operator types them.</summary>
internal static class Faults
{
    public static FaultSpec Spec(string text) => FaultSpec.Read(text).OrThrow();
}
