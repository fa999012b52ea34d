using System.Globalization;
using Election.Node.Commands;
using Election.Node.Talk;

// Numbers look the same on every machine: a decimal comma in a document would be a different document.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var interruption = Interruption.OfProcess();
return await CommandLine.RunAsync(args, TextTerminal.OfProcess(), interruption).ConfigureAwait(false);
