using System.Collections.Immutable;

namespace Election.Node.Screen.Pictures;

/// <summary>The appearance of one terminal cell. Colours are 24-bit RGB; null is the terminal's own colour.</summary>
/// <param name="Foreground">The colour of the text.</param>
/// <param name="Background">The colour of the background.</param>
/// <param name="IsBold">True for bold text.</param>
/// <param name="IsFaint">True for faint text.</param>
/// <param name="IsReversed">True if the two colours are exchanged.</param>
internal readonly record struct CellLook(int? Foreground, int? Background, bool IsBold, bool IsFaint, bool IsReversed);

/// <summary>A cell as a terminal shows it.</summary>
/// <param name="Column">The column, from 0; the left one for a wide character, which takes two.</param>
/// <param name="Text">The character.</param>
/// <param name="Look">The appearance.</param>
internal readonly record struct PictureCell(int Column, string Text, CellLook Look);

/// <summary>The cells of a terminal with their appearance, row by row.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Rows">The rows, each from left to right.</param>
internal sealed record ScreenPicture(int Width, ImmutableArray<ImmutableArray<PictureCell>> Rows);
