//! Charts: how many times ours is better, one bar per row.

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
        area.draw(&Text::new(times(bar.ratio), (x(bar.ratio) + 6, top), small.clone()))?;
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

/// A ratio with as many digits as mean something.
fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.1}x") } else { format!("{ratio:.0}x") }
}

fn bars(row: &Row) -> impl Iterator<Item = Bar> {
    let others = row.sides.iter().filter(|(side, _)| side != OURS);
    others.filter_map(|(side, _)| {
        let what = if row.sides.len() > 2 { format!("{} ({side})", row.what) } else { row.what.clone() };
        Some(Bar { what, ratio: row.ratio(side)?, goal: row.goal.filter(|_| side == OFFICIAL) })
    })
}

/// The steps of the scale of the chart of all sections.
const STEPS: [f64; 7] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// Draws what was measured in groups, each with its title, as one SVG. The scale is logarithmic: what is two times
/// better must show beside what is fifty times better.
pub(crate) fn draw_all(groups: &[(&str, Vec<(String, f64)>)], path: &Path) -> Result {
    let groups: Vec<_> = groups.iter().filter(|(_, bars)| !bars.is_empty()).collect();
    let lines: usize = groups.iter().map(|(_, bars)| bars.len() + 2).sum();
    let height = BAR * (i32::try_from(lines)? + 4);
    let ratios = groups.iter().flat_map(|(_, bars)| bars).map(|(_, ratio)| *ratio);
    let longest = ratios.fold(STEPS[1], f64::max).ln();
    let x = |ratio: f64| LEFT + (ratio.max(1.0).ln() / longest * f64::from(WIDTH - LEFT - RIGHT)) as i32;
    let area = SVGBackend::new(path, (WIDTH.cast_unsigned(), height.cast_unsigned())).into_drawing_area();
    area.fill(&WHITE)?;
    let (title, text) = (("sans-serif", 16).into_font(), ("sans-serif", 14).into_font());
    area.draw(&Text::new("Official client / Farrier: how many times less it takes", (8, 8), title.clone()))?;
    let grey = RGBColor(0xcc, 0xcc, 0xcc);
    for step in STEPS.into_iter().filter(|step| step.ln() <= longest) {
        area.draw(&PathElement::new([(x(step), 2 * BAR), (x(step), height - 2 * BAR)], grey))?;
        area.draw(&Text::new(format!("{step}x"), (x(step) - 8, height - 2 * BAR + 4), text.clone()))?;
    }
    let mut top = BAR;
    for (name, bars) in groups {
        top += BAR;
        area.draw(&Text::new(*name, (8, top), title.clone()))?;
        for (what, ratio) in bars {
            top += BAR;
            let color = if *ratio < 1.0 { RGBColor(0xc0, 0x39, 0x2b) } else { RGBColor(0x2e, 0x7d, 0x8c) };
            area.draw(&Text::new(what.clone(), (20, top), text.clone()))?;
            area.draw(&Rectangle::new([(LEFT, top), (x(*ratio), top + BAR - 5)], color.filled()))?;
            area.draw(&Text::new(times(*ratio), (x(*ratio) + 6, top), text.clone()))?;
        }
        top += BAR;
    }
    area.present()?;
    Ok(())
}
