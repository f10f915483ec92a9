// Hold the package against the conformance suite on CPython for WebAssembly.
//
// Usage: node tools/check_wasm.mjs PYODIDE PACKAGES. PYODIDE is the folder of the npm
// package of that name, PACKAGES what `pip install --target PACKAGES WHEEL` has filled.

import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodide, packages] = process.argv.slice(2).map((folder) => resolve(folder));
const here = dirname(fileURLToPath(import.meta.url));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide();
const folders = { "/packages": packages, "/suite": resolve(here, "../tests/conformance") };
for (const [name, root] of Object.entries(folders)) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}
const failed = python.runPython(`
import sys
sys.path[:0] = ["/packages", "/suite"]
import ours, run

class Here(run.Implementation):
    def says(self, word, document):
        return ours.answer(word, document)

tried = list(run.failures(Here([]), []))
wrong = [case for case in tried if case[1]]
print(sys.version.split()[0], sys.platform, len(tried) - len(wrong), "held", wrong)
len(wrong)
`);
process.exit(failed ? 1 : 0);
