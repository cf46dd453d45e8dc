import { Component, type ReactNode } from "react";

interface BlockBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps a block that cannot be drawn from taking the page with it. */
export class BlockBoundary extends Component<BlockBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <p className="block-fault">This page could not draw one block of the message.</p>;
  }
}
