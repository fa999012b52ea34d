#pragma warning disable CS1591 // A list of characters: each name says what it draws.
namespace Terminal.Gui.Drawing;

public static partial class Glyphs
{
    public static Rune HLine { get; set; } = new('─');
    public static Rune VLine { get; set; } = new('│');
    public static Rune HLineDbl { get; set; } = new('═');
    public static Rune VLineDbl { get; set; } = new('║');
    public static Rune HLineHv { get; set; } = new('━');
    public static Rune VLineHv { get; set; } = new('┃');
    public static Rune HLineDa2 { get; set; } = new('╌');
    public static Rune VLineDa4 { get; set; } = new('┊');
    public static Rune HLineDa3 { get; set; } = new('┄');
    public static Rune VLineDa3 { get; set; } = new('┆');
    public static Rune HLineHvDa2 { get; set; } = new('╍');
    public static Rune VLineHvDa4 { get; set; } = new('┋');
    public static Rune HLineHvDa3 { get; set; } = new('┅');
    public static Rune VLineHvDa3 { get; set; } = new('┇');
    public static Rune ULCorner { get; set; } = new('┌');
    public static Rune URCorner { get; set; } = new('┐');
    public static Rune LLCorner { get; set; } = new('└');
    public static Rune LRCorner { get; set; } = new('┘');
    public static Rune ULCornerR { get; set; } = new('╭');
    public static Rune URCornerR { get; set; } = new('╮');
    public static Rune LLCornerR { get; set; } = new('╰');
    public static Rune LRCornerR { get; set; } = new('╯');
    public static Rune ULCornerDbl { get; set; } = new('╔');
    public static Rune URCornerDbl { get; set; } = new('╗');
    public static Rune LLCornerDbl { get; set; } = new('╚');
    public static Rune LRCornerDbl { get; set; } = new('╝');
    public static Rune ULCornerHv { get; set; } = new('┏');
    public static Rune URCornerHv { get; set; } = new('┓');
    public static Rune LLCornerHv { get; set; } = new('┗');
    public static Rune LRCornerHv { get; set; } = new('┛');
    public static Rune LeftTee { get; set; } = new('├');
    public static Rune RightTee { get; set; } = new('┤');
    public static Rune TopTee { get; set; } = new('┬');
    public static Rune BottomTee { get; set; } = new('┴');
    public static Rune Cross { get; set; } = new('┼');
    public static Rune LeftTeeDblH { get; set; } = new('╞');
    public static Rune RightTeeDblH { get; set; } = new('╡');
    public static Rune LeftTeeHvH { get; set; } = new('┝');
    public static Rune RightTeeHvH { get; set; } = new('┥');
}
