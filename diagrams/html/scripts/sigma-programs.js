/* What sigma draws by: marks by kind, lines with dashes. Called where WebGL is there, for the classes of sigma need it. */
function sigmaPrograms() {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext, TURN = (2 * Math.PI) / 3;
  const number = (name, size = 1) => ({ name, size, type: FLOAT });
  const colour = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });

  /* A triangle around each mark; how far a pixel is from the mark's outline decides its colour. */
  class MarkProgram extends sigma.NodeProgram {
    constructor(gl, picking, renderer) { super(gl, null, renderer); }  // the stage itself knows what lies under the mouse
    getDefinition() {
      return {
        VERTICES: 3, METHOD: TRIANGLES, UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio"],
        ATTRIBUTES: [number("a_position", 2), number("a_size"), number("a_shape"), colour("a_fill"), colour("a_line")],
        CONSTANT_ATTRIBUTES: [number("a_turn")], CONSTANT_DATA: [[0], [TURN], [2 * TURN]],
        VERTEX_SHADER_SOURCE: `
attribute vec2 a_position; attribute float a_size; attribute float a_shape; attribute vec4 a_fill; attribute vec4 a_line; attribute float a_turn;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec2 v_at; varying float v_shape; varying vec4 v_fill; varying vec4 v_line; varying float v_pixel;
void main() {
  float radius = 2.0 * a_size * u_correctionRatio / u_sizeRatio;
  v_at = 3.2 * vec2(cos(a_turn), sin(a_turn));
  gl_Position = vec4((u_matrix * vec3(a_position + radius * v_at, 1)).xy, 0, 1);
  v_pixel = 2.0 * u_correctionRatio / radius; v_shape = a_shape; v_fill = a_fill; v_line = a_line;
}`,
        FRAGMENT_SHADER_SOURCE: `
precision highp float;
varying vec2 v_at; varying float v_shape; varying vec4 v_fill; varying vec4 v_line; varying float v_pixel;
float outline(vec2 at) {
  vec2 side = abs(at);
  if (v_shape < 0.5) return length(at) - 1.0;
  if (v_shape < 1.5) return max(side.x, side.y) - 0.91;
  if (v_shape < 2.5) return (side.x + side.y - 1.2) * 0.7071;
  if (v_shape < 4.5) {
    if (v_shape > 3.5) at.y = -at.y;
    return max(-at.y - 0.9, dot(vec2(side.x, at.y), vec2(0.876, 0.482)) - 0.526);
  }
  vec2 out_ = side - vec2(1.05, 0.7);
  return length(max(out_, 0.0)) + min(max(out_.x, out_.y), 0.0) - 0.2;
}
void main() {
  float far = outline(v_at);
  float cover = 1.0 - smoothstep(-v_pixel, 0.0, far);
  if (cover <= 0.0) discard;
  vec4 shade = mix(v_fill, v_line, smoothstep(-2.5 * v_pixel, -1.5 * v_pixel, far));
  gl_FragColor = vec4(shade.rgb * cover, cover);
}`,
      };
    }
    processVisibleItem(number_, start, node) {
      this.array.set([node.x, node.y, node.size, node.shape, sigma.floatColor(node.color), sigma.floatColor(node.line)], start);
    }
    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
    }
  }

  /* All in pixels of the screen: how thick, how far aside (links between the same two nodes lie side by side), how dashed. */
  class LineProgram extends sigma.EdgeProgram {
    constructor(gl, picking, renderer) { super(gl, null, renderer); }
    getDefinition() {
      return {
        VERTICES: 6, METHOD: TRIANGLES, UNIFORMS: ["u_matrix", "u_half", "u_grow"],
        ATTRIBUTES: [number("a_start", 2), number("a_end", 2), colour("a_colour"), number("a_look", 4)],
        CONSTANT_ATTRIBUTES: [number("a_share"), number("a_side")],
        CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
        VERTEX_SHADER_SOURCE: `
attribute vec2 a_start; attribute vec2 a_end; attribute vec4 a_colour; attribute vec4 a_look; attribute float a_share; attribute float a_side;
uniform mat3 u_matrix; uniform vec2 u_half; uniform float u_grow;
varying vec4 v_colour; varying float v_aside; varying float v_half; varying float v_along; varying vec2 v_dash;
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_half, end = (u_matrix * vec3(a_end, 1)).xy * u_half;
  vec2 way = end - start; float far = max(length(way), 0.001);
  vec2 left = vec2(-way.y, way.x) / far;
  v_half = 0.5 * a_look.x * u_grow; v_aside = a_side * (v_half + 0.7); v_along = a_share * far; v_dash = a_look.zw; v_colour = a_colour;
  gl_Position = vec4((mix(start, end, a_share) + left * (v_aside + a_look.y * u_grow)) / u_half, 0, 1);
}`,
        FRAGMENT_SHADER_SOURCE: `
precision highp float;
varying vec4 v_colour; varying float v_aside; varying float v_half; varying float v_along; varying vec2 v_dash;
void main() {
  if (v_dash.y > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
  float cover = v_colour.a * clamp(v_half + 0.5 - abs(v_aside), 0.0, 1.0);
  gl_FragColor = vec4(v_colour.rgb * cover, cover);
}`,
      };
    }
    processVisibleItem(number_, start, from, to, link) {
      this.array.set([from.x, from.y, to.x, to.y, sigma.floatColor(link.color), link.size, link.aside, link.dash[0], link.dash[1]], start);
    }
    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_half, params.width / 2, params.height / 2);
      gl.uniform1f(at.u_grow, Math.min(2, Math.max(1, 0.6 / params.sizeRatio)));
    }
  }
  return { MarkProgram, LineProgram };
}
