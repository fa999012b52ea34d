using System.Globalization;
using System.Runtime.CompilerServices;

namespace Election.Node.Tests.Talk.Language;

/// <summary>Tests, and the programs that they start, use English even on a machine set to Spanish.</summary>
internal static class EnglishByDefault
{
    [ModuleInitializer]
    internal static void Talk()
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Environment.SetEnvironmentVariable("LC_ALL", "C.UTF-8");
    }
}
