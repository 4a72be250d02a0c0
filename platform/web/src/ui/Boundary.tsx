import { Component, type ReactNode } from 'react';

/** Shows what went wrong in a part of the page instead of an empty page. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? (
      <div role="alert" className="problems" style={{ margin: 24 }}>
        <strong>This part of the page failed.</strong>
        <p>{this.state.error.message}</p>
        <button className="button small" onClick={() => location.reload()}>
          Load it again
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
