using System.Collections.Immutable;

namespace Election.Node.Screen.Pictures;

/// <summary>How one cell of a terminal looks. Colours are 24-bit RGB; null is the terminal's own colour.</summary>
/// <param name="Foreground">The colour of the text.</param>
/// <param name="Background">The colour behind it.</param>
/// <param name="IsBold">Whether the text is bold.</param>
/// <param name="IsFaint">Whether the text is faint.</param>
/// <param name="IsReversed">Whether the two colours are exchanged.</param>
internal readonly record struct CellLook(int? Foreground, int? Background, bool IsBold, bool IsFaint, bool IsReversed);

/// <summary>A cell as a terminal shows it.</summary>
/// <param name="Column">Its column, from 0; a wide character stands in two, and this is the left one.</param>
/// <param name="Text">Its character.</param>
/// <param name="Look">How it looks.</param>
internal readonly record struct PictureCell(int Column, string Text, CellLook Look);

/// <summary>A terminal's cells with their looks, row by row.</summary>
/// <param name="Width">The columns.</param>
/// <param name="Rows">The rows, each from left to right.</param>
internal sealed record ScreenPicture(int Width, ImmutableArray<ImmutableArray<PictureCell>> Rows);
