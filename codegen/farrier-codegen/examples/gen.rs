use std::{fs, path::Path};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = fs::read_to_string(&a[1]).unwrap();
    let t=std::time::Instant::now();
    let model = smithy_json_ast::load(&a[1], &text).unwrap_or_else(|e| { for d in e { eprintln!("{d}") } std::process::exit(1) });
    let r = farrier_codegen::Request { model: a[1].clone(), package: a[3].clone(), command: "cargo xtask codegen".into(), runtime: farrier_codegen::RuntimeDependency::Path("../../runtime".into()), protocol_tests: a.get(4).is_some(), ..Default::default() };
    let t1=t.elapsed();
    let files = farrier_codegen::generate(&model, &r).unwrap_or_else(|e| { for d in e { eprintln!("{d}") } std::process::exit(1) });
    eprintln!("{:?} load {:?}", t.elapsed(), t1);
    for f in files { let p = Path::new(&a[2]).join(&f.path); fs::create_dir_all(p.parent().unwrap()).unwrap(); fs::write(p, f.contents).unwrap(); }
}
