//! Charts: how many times ours is better, a bar a row.

use crate::Result;
use crate::report::{OFFICIAL, OURS, Row, Section};
use plotters::prelude::*;
use std::path::Path;

const WIDTH: i32 = 960;
const BAR: i32 = 18;
/// Where bars start: left of it stands what they are of.
const LEFT: i32 = 420;
/// The room for numbers, right of the bars.
const RIGHT: i32 = 90;

/// A bar: what it is of, the ratio and the goal.
struct Bar {
    what: String,
    ratio: f64,
    goal: Option<f64>,
}

/// Draws the ratios of a section as SVG; `false` if it has none.
pub(crate) fn draw(section: &Section, path: &Path) -> Result<bool> {
    let bars: Vec<Bar> = section.rows.iter().flat_map(bars).collect();
    let Some(longest) = bars.iter().map(|bar| bar.ratio.max(bar.goal.unwrap_or(1.0))).reduce(f64::max) else {
        return Ok(false);
    };
    let height = BAR * (i32::try_from(bars.len())? + 2);
    let area = SVGBackend::new(path, (WIDTH.cast_unsigned(), height.cast_unsigned())).into_drawing_area();
    area.fill(&WHITE)?;
    let x = |ratio: f64| LEFT + (ratio / longest * f64::from(WIDTH - LEFT - RIGHT)) as i32;
    let (text, small) = (("sans-serif", 16).into_font(), ("sans-serif", 14).into_font());
    area.draw(&Text::new(format!("{}: official / ours", section.name), (8, 6), text.clone()))?;
    for (top, bar) in (1..).map(|line| line * BAR + BAR / 2).zip(&bars) {
        let color = if bar.ratio < 1.0 { RGBColor(0xc0, 0x39, 0x2b) } else { RGBColor(0x2e, 0x7d, 0x8c) };
        let corners = [(LEFT, top), (x(bar.ratio), top + BAR - 5)];
        area.draw(&Text::new(bar.what.clone(), (8, top), small.clone()))?;
        area.draw(&Rectangle::new(corners, color.filled()))?;
        area.draw(&Text::new(format!("{:.1}x", bar.ratio), (x(bar.ratio) + 6, top), small.clone()))?;
        if let Some(goal) = bar.goal {
            let line = [(x(goal), top - 2), (x(goal), top + BAR - 3)];
            area.draw(&PathElement::new(line, BLACK.stroke_width(2)))?;
        }
    }
    let bottom = height - BAR / 2;
    area.draw(&PathElement::new([(x(1.0), BAR), (x(1.0), bottom)], RGBColor(0x88, 0x88, 0x88)))?;
    area.present()?;
    Ok(true)
}

fn bars(row: &Row) -> impl Iterator<Item = Bar> {
    let others = row.sides.iter().filter(|(side, _)| side != OURS);
    others.filter_map(|(side, _)| {
        let what = if row.sides.len() > 2 { format!("{} ({side})", row.what) } else { row.what.clone() };
        Some(Bar { what, ratio: row.ratio(side)?, goal: row.goal.filter(|_| side == OFFICIAL) })
    })
}
