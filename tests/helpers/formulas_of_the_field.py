"""Formulas as people of the field write them: what must be set on a page."""

LEARNING_THEORY = r"""
\hat{R}_n(f) = \frac{1}{n} \sum_{i=1}^{n} \ell(f(x_i), y_i)
R(f) = \mathbb{E}_{(x,y) \sim \mathcal{D}}[\ell(f(x), y)]
\mathbb{P}\left[\sup_{f \in \mathcal{F}} |R(f) - \hat{R}_n(f)| > \varepsilon\right] \le \delta
\mathfrak{R}_n(\mathcal{F}) = \mathbb{E}_\sigma \left[ \sup_{f \in \mathcal{F}} \frac{1}{n} \sum_i \sigma_i f(x_i) \right]
\widehat{\mathfrak{R}}_S(\mathcal{H})
\operatorname{VCdim}(\mathcal{H}) = d
\tilde{O}\bigl(\sqrt{d/n}\bigr)
\widetilde{\mathcal{O}}(n^{-1/2})
\operatorname*{arg\,min}_{w \in \mathbb{R}^d} L(w)
\argmin_{\theta} \mathcal{L}(\theta)
\argmax_{y \in \mathcal{Y}} p(y \mid x)
\underset{w}{\operatorname{argmin}} \; L_n(w) + \lambda \|w\|_2^2
\operatorname{KL}(q \,\|\, p)
D_{\mathrm{KL}}(q \Vert p) = \int q(w) \log \frac{q(w)}{p(w)} \, dw
\mathrm{KL}(P \| Q)
I(W; S) \le \sqrt{\frac{2\sigma^2}{n} I(S; W)}
F_n = n L_n(w_0) + \lambda \log n - (m - 1) \log\log n + O_p(1)
F_n = -\log \int e^{-n L_n(w)} \varphi(w) \, dw
\lambda = \frac{d}{2}
\lambda \leq d/2
\hat\lambda(w^*) = n\beta \left[ \mathbb{E}^\beta_{w \mid w^*, \gamma} L_n(w) - L_n(w^*) \right]
\beta^* = \frac{1}{\log n}
\zeta(z) = \int K(w)^z \varphi(w) \, dw
V(\varepsilon) \sim c\, \varepsilon^{\lambda} (-\log \varepsilon)^{m-1}
K(w) = \int q(x) \log \frac{q(x)}{p(x|w)} dx
W_0 = \{w \in W : K(w) = 0\}
p(w \mid D_n) = \frac{1}{Z_n} \varphi(w) \prod_{i=1}^n p(X_i \mid w)
\mathrm{WAIC} = T_n + \frac{V_n}{n}
\mathrm{BIC} = k \ln n - 2 \ln \hat{L}
\operatorname{rank} I(w) < d
\det I(w_0) = 0
I_{jk}(w) = \mathbb{E}\left[\frac{\partial \log p}{\partial w_j} \frac{\partial \log p}{\partial w_k}\right]
\nabla_\theta \mathcal{L}
w_{t+1} = w_t - \eta \nabla L(w_t)
\dot{w} = -\nabla L(w)
dw_t = -\nabla L(w_t)\,dt + \sqrt{2\beta^{-1}}\,dB_t
\sigma(z) = \frac{1}{1 + e^{-z}}
\mathrm{ReLU}(x) = \max(0, x)
\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}
f(x) = W_L \sigma(W_{L-1} \cdots \sigma(W_1 x))
\Theta(x, x') = \nabla_\theta f(x)^\top \nabla_\theta f(x')
k(x, x') = \exp\left(-\frac{\|x - x'\|^2}{2\ell^2}\right)
\|f\|_{\mathcal{H}}^2
\mathcal{H}_k \subset L^2(\mu)
\gamma = \min_i y_i \langle w, x_i \rangle
\|w\|_1 \le \sqrt{d}\, \|w\|_2
\|W\|_F = \sqrt{\operatorname{tr}(W^\top W)}
\lVert A \rVert_{\infty}
\left\lVert \sum_i x_i \right\rVert
h \in \{0, 1\}^{\mathcal{X}}
|\{(h(x_1), \dots, h(x_m)) : h \in \mathcal{H}\}| \le \sum_{i=0}^{d} \binom{m}{i}
m \geq \frac{1}{\epsilon} \left( \ln |\mathcal{H}| + \ln \frac{1}{\delta} \right)
2^{-K(x)}
K(x) \le |x| + O(1)
\mathcal{N}(0, \sigma^2 I_d)
x \sim \mathcal{N}(\mu, \Sigma)
y = f^*(x) + \xi, \quad \xi \sim \mathcal{N}(0, \sigma^2)
\text{train loss} \to 0
\text{if } n > d \text{ then } \hat{w} = (X^\top X)^{-1} X^\top y
X^+ = X^\top (X X^\top)^{-1}
\hat{w} = X^{\dagger} y
\sum_{\substack{i < j \\ j \le n}} a_{ij}
\mathbf{1}\{x > 0\}
\mathbbm{1}_{A}(x)
\mathds{1}[x \ne y]
\mathbb{1}[h(x) \neq y]
L(\theta + \Delta\theta) \approx L(\theta) + g^\top \Delta\theta + \tfrac12 \Delta\theta^\top H \Delta\theta
\lambda_{\max}(H) > \frac{2}{\eta}
\mathcal{L}(N, D) = E + \frac{A}{N^\alpha} + \frac{B}{D^\beta}
L(N) = \left(\frac{N_c}{N}\right)^{\alpha_N}
10^{-3} \ll 1
n \gg d
\mathrm{Bias}^2 + \mathrm{Var} + \sigma^2
\Pr[A \cup B] \le \Pr[A] + \Pr[B]
\forall \varepsilon > 0 \; \exists N \colon n > N \implies |a_n - a| < \varepsilon
"""
STATISTICS = r"""
\bar{x} = \frac{1}{n} \sum_{i=1}^n x_i
s^2 = \frac{1}{n-1} \sum_{i=1}^n (x_i - \bar{x})^2
\Var(X) = \E[X^2] - \E[X]^2
\Cov(X, Y) = \E[(X - \mu_X)(Y - \mu_Y)]
\operatorname{Var}(\bar{X}) = \sigma^2 / n
\operatorname{Corr}(X, Y) = \rho
\rho_{XY} = \frac{\operatorname{cov}(X, Y)}{\sigma_X \sigma_Y}
\rho_{XZ} \geq \rho_{XY}\rho_{YZ} - \sqrt{(1 - \rho_{XY}^2)(1 - \rho_{YZ}^2)}
\hat{\beta}_{\text{OLS}}
\hat\theta_{\mathrm{MLE}} = \arg\max_\theta \sum_i \log p(x_i; \theta)
\sqrt{n}(\hat\theta - \theta_0) \xrightarrow{d} \mathcal{N}(0, I^{-1})
X_n \xrightarrow{p} X
X_n \overset{d}{\to} X
X_1, \ldots, X_n \overset{\text{i.i.d.}}{\sim} F
X_i \stackrel{\mathrm{iid}}{\sim} \mathrm{Bernoulli}(p)
X \perp Y \mid Z
X \perp\!\!\!\perp Y \mid Z
X \indep Y \mid Z
p(a|b) = \frac{p(b|a)\,p(a)}{p(b)}
P(A \mid B)
\mathbb{P}(X \ge a) \le \frac{\mathbb{E}[X]}{a}
\Pr\left(|X - \mu| \ge k\sigma\right) \le \frac{1}{k^2}
\mathbb{P}\{|\bar X - \mu| \ge t\} \le 2 e^{-2nt^2}
f(x) = \frac{1}{\sigma\sqrt{2\pi}} e^{-\frac{(x-\mu)^2}{2\sigma^2}}
\Phi(z) = \int_{-\infty}^z \phi(t)\, dt
\Gamma(\alpha) = \int_0^\infty t^{\alpha - 1} e^{-t} \, dt
\mathrm{Beta}(\alpha, \beta)
\binom{n}{k} p^k (1-p)^{n-k}
{n \choose k}
\chi^2_{n-1}
t_{\alpha/2,\,n-1}
p < 0.05
p = 3 \times 10^{-4}
95\,\%
95\%
H_0 \colon \mu = 0
H_1 : \mu \neq 0
\begin{pmatrix} 1 & \rho \\ \rho & 1 \end{pmatrix}
\Sigma = \begin{bmatrix} \sigma_1^2 & 0 \\ 0 & \sigma_2^2 \end{bmatrix}
\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc
f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}
\begin{aligned} a &= b + c \\ &= d \end{aligned}
\begin{align*} a &= b \\ c &= d \end{align*}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\begin{matrix} a & b \\ c & d \end{matrix}
\bigl( \begin{smallmatrix} a & b \\ c & d \end{smallmatrix} \bigr)
\log \mathcal{L}(\theta \mid x)
\ell(\theta) = \sum_{i} \log f(x_i \mid \theta)
W_2(\mu, \nu)
\mathrm{TV}(P, Q) = \frac12 \|P - Q\|_1
d_{\mathrm{TV}}(P, Q) \le \sqrt{\tfrac{1}{2} D(P \| Q)}
H(X) = -\sum_x p(x) \log_2 p(x)
\int\!\!\int f(x, y) \, dx \, dy
\iint_D f \, dA
\oint_C \mathbf{F} \cdot d\mathbf{r}
\lim_{n \to \infty} \left(1 + \frac1n\right)^n = e
\limsup_{n \to \infty} a_n
\liminf_n f_n
\sup_{x \in A} f(x)
\inf_{x} f
\max_{1 \le i \le n} |x_i|
\underbrace{a + b}_{\text{bias}}
\overbrace{x_1 + \cdots + x_n}^{n}
\overline{X}_n
\underline{x}
\widehat{p}
\hat{\boldsymbol{\beta}}
\bm{\theta}
\mathbf{X}
\boldsymbol\mu
\pmb{x}
x^{(t)}
x_{-i}
\{1, 2, \dots, n\}
[n] = \{1, \ldots, n\}
\lfloor x \rfloor
\lceil n/2 \rceil
a \propto b
a \equiv b \pmod{n}
a \bmod b
x \approx y
\lesssim
\gtrsim
f \asymp g
a \coloneqq b
a := b
\pm 1.96 \, \mathrm{SE}
\sigma^2_{\epsilon}
\mathrm{E}[Y \mid do(X = x)]
\mathrm{d}x
\dfrac{a}{b}
\cfrac{1}{1 + \cfrac{1}{x}}
\sqrt[3]{x}
\sum\limits_{i=1}^n x_i
\prod\nolimits_i p_i
\mathbb{R}_{\ge 0}
\mathbb{N} \subset \mathbb{Z} \subset \mathbb{Q} \subset \mathbb{R} \subset \mathbb{C}
A \setminus B
A^c
\emptyset
\varnothing
A \cap B \cup C
\bigcup_{i} A_i
\bigcap_{i} A_i
x \notin A
f \colon A \to B
x \mapsto x^2
f \circ g
\neg A \lor B \land C
A \Rightarrow B
A \Leftrightarrow B
A \iff B
\therefore x = 1
\ldots
\cdots
\vdots
a \cdot b
\textbf{x}
\textit{loss}
\textrm{loss}
\texttt{loss}
\mathsf{T}
\mathtt{x}
\mathit{loss}
\mathscr{F}
\mathcal{F}
\mathfrak{g}
\mathop{\mathrm{arg\,max}}_x f(x)
"""
PHYSICS = r"""
E = mc^2
F = U - TS
Z = \sum_s e^{-\beta E_s}
Z = \operatorname{Tr} e^{-\beta H}
S = -k_B \sum_i p_i \ln p_i
S = k_{\mathrm{B}} \ln \Omega
\langle \psi | \hat{H} | \psi \rangle
|\psi\rangle = \alpha|0\rangle + \beta|1\rangle
\ket{\psi}
\bra{\phi}
\braket{\phi | \psi}
i\hbar \frac{\partial}{\partial t} \Psi = \hat{H} \Psi
i\hbar\,\partial_t \psi
\nabla \cdot \mathbf{E} = \frac{\rho}{\varepsilon_0}
\nabla \times \vec{B} = \mu_0 \vec{J}
\vec{F} = m\vec{a}
\overrightarrow{AB}
\ddot{x} + \omega^2 x = 0
\frac{d^2 x}{dt^2}
\frac{\mathrm{d}N}{\mathrm{d}t} = -\lambda N
\left.\frac{\partial L}{\partial w}\right|_{w = w_0}
\left. f \right|_{x=0}
\mathcal{L} = T - V
\delta S = \delta \int L \, dt = 0
\partial_\mu F^{\mu\nu} = j^\nu
g_{\mu\nu}
R^{\rho}{}_{\sigma\mu\nu}
\Delta x \, \Delta p \ge \frac{\hbar}{2}
\hbar \omega
\lambda = \frac{h}{p}
T \sim \frac{1}{\sqrt{N}}
\xi \propto |T - T_c|^{-\nu}
m \sim (T_c - T)^{\beta}
\beta = 1/(k_B T)
\mathrm{kg\,m^2/s^2}
9.81\,\mathrm{m}/\mathrm{s}^2
300\,\text{K}
20^\circ\mathrm{C}
45^{\circ}
10\,\mu\mathrm{m}
\oint \mathbf{B} \cdot d\boldsymbol{\ell} = \mu_0 I
\langle x \rangle
\left\langle x^2 \right\rangle - \langle x \rangle^2
\Re(z), \Im(z)
e^{i\pi} + 1 = 0
z^*
\bar{z}
A^\dagger
[\hat{x}, \hat{p}] = i\hbar
\{a, b\}
\otimes
\oplus
a \otimes b
\sigma_x \otimes \mathbb{I}
\mathbb{I}_n
\Lambda^{-1}
\ell_1
\hookrightarrow
\rightharpoonup
\nearrow
\leftrightarrow
\longrightarrow
\xleftarrow{f}
\to 0^+
\infty
-\infty
\aleph_0
\angle ABC
\triangle
\square
\Box
\blacksquare
\checkmark
\star
\bullet
\prime
f'
f''(x)
\mathring{A}
\breve{a}
\acute{a}
\grave{a}
\tilde{x}
\check{x}
\cancel{x}
\boxed{E = mc^2}
\color{red}{x}
\textcolor{red}{x}
\phantom{x}
\hphantom{x}
\vphantom{x}
\smash{x}
\left( \frac{a}{b} \right]
\Bigl[ x \Bigr]
\biggl\{ x \biggr\}
\big| x \big|
\left( a \middle| b \right)
a \quad b \qquad c
a\ b
a~b
a \! b
a\;b\:c\,d
\S
\dagger
\ddagger
\#
\&
\$5
\_
"""
SHORTHANDS = r"""
{\cal L}(w)
{\bf x} \in \R^n
{\rm d}x
\N \subset \Z \subset \Q \subset \R \subset \C
\bbE[X \given Y]
\Tr(A B) = \Tr(B A)
\dv{f}{x} + \pdv{f}{x}
\int f \dd x
\expval{x^2}
\inner{u}{v}
\floor{x} + \ceil{\frac{n}{2}}
\eps > 0
x_1, x_2, \dotsc, x_n
\{x \st x > 0\}
\ensuremath{x}
\textnormal{loss} + \textup{bias}
\mathnormal{x}
\begin{split} a &= b \\ &= c \end{split}
\varlimsup_n a_n
a \eqdef b
a \triangleq b
\stackrel{\text{def}}{=}
\xrightarrow[n \to \infty]{\text{a.s.}}
\operatorname*{lim\,sup}_{n \to \infty} a_n
\lim_{\substack{x \to 0 \\ y \to 0}} f(x, y)
\begin{gather} a \\ b \end{gather}
\begin{equation} a = b \end{equation}
\begin{dcases} a & x > 0 \\ b & x \le 0 \end{dcases}
\begin{Vmatrix} a & b \\ c & d \end{Vmatrix}
\genfrac{(}{)}{0pt}{}{n}{k}
\dbinom{n}{k} \tbinom{n}{k}
\not= \not\in
\llbracket x \rrbracket
\varepsilon \vartheta \varkappa \varpi \varrho \varsigma \varphi
\mathbb{E}\left[X \,\middle|\, Y\right]
\left\{ x : x > 0 \right.
\iiint_V f \, dV
a \leqslant b \geqslant c
A \subsetneq B
a \preceq b \succcurlyeq c
\Gamma \models \varphi
\Gamma \vdash \varphi
x \wedge y \vee z
\bigwedge_i x_i
\dddot{x}
\overline{\lim}_{n} a_n
"""
# Commands of packages that few would load for a sentence, and TeX's own definitions.
UNKNOWN = r"""
\Expect[X]
\unicode{x212B}
\newcommand{\R}{\mathbb{R}}
\tag{1} x
\label{eq:loss} x
\SI{5}{\kg}
\ce{H2O}
\root 3 \of x
"""
SETS = {
    "learning theory": LEARNING_THEORY,
    "statistics": STATISTICS,
    "physics": PHYSICS,
    "shorthands": SHORTHANDS,
}
FORMULAS = {name: [line for line in text.splitlines() if line] for name, text in SETS.items()}
