// What the large page takes from sigma and graphology; make-sigma.sh bundles it as the global `sigma`.
export { MultiUndirectedGraph as Graph } from "graphology";
export { Sigma } from "sigma";
export { EdgeProgram, NodeProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
