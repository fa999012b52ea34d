using System.Globalization;
using Election.Node;
using Election.Node.Commands;

// Numbers look the same on every machine: a decimal comma in a document would be a different document.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var interruption = Interruption.OfProcess();
return await CommandLine.RunAsync(args, Election.Node.Terminal.OfProcess(), interruption).ConfigureAwait(false);
