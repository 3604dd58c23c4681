function makeMatrixStage() { throw new Error("not yet"); }
